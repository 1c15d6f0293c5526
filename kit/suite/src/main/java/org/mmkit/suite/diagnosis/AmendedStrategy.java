// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.mmkit.mm.StackLocking;
import org.mmkit.suite.Subject;
import org.mmkit.suite.diagnosis.Amendment.Sort;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.LockProtocol;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.InPlaceOf;
import org.mmkit.unmap.kernel.StrategyPaths;

/** A strategy of which one step is put right, in munmap and in what brk, mremap and mmap unmap. */
public final class AmendedStrategy implements InPlaceOf {
  private final UnmapStrategy strategy;
  private final Amendment amendment;

  /** Puts a step of a strategy right. */
  public AmendedStrategy(UnmapStrategy strategy, Amendment amendment) {
    this.strategy = strategy;
    this.amendment = amendment;
  }

  /** The same for something that is judged. */
  public static AmendedStrategy of(Subject subject, Amendment amendment) {
    UnmapStrategy strategy = subject.newStrategy();
    return new AmendedStrategy(
        amendment.is(Sort.APART) ? new EachCallApart(strategy, subject.anew()) : strategy,
        amendment);
  }

  /** Whether the amendment can change anything of what its strategy does. */
  public boolean isAnother() {
    if (amendment.is(Sort.APART)) {
      return !SharedFields.of(original()).isEmpty();
    }
    return !amendment.is(Sort.GROW) || growsBesideReaders();
  }

  private boolean growsBesideReaders() {
    Strategy says = original().getAnnotation(Strategy.class);
    return says != null
        && says.era() == Era.PER_VMA_LOCK
        && new StrategyPaths(strategy).stackLocking() == StackLocking.SHARED;
  }

  /** What was put right beyond a step: the names of fields, with commas; empty for a step. */
  public String what() {
    return amendment.is(Sort.APART) ? String.join(",", SharedFields.of(original())) : "";
  }

  @Override
  public Class<? extends UnmapStrategy> original() {
    return strategy instanceof InPlaceOf proxy ? proxy.original() : strategy.getClass();
  }

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    AmendedCall call = new AmendedCall(kernel, amendment, start, length, AmendedCall.FREE);
    return call.make(context -> strategy.munmap(context, start, length));
  }

  private int tail(CompanionPaths.TailUnmap path, UnmapContext kernel, long start, long length) {
    AmendedCall call = new AmendedCall(kernel, amendment, start, length, AmendedCall.WRITE);
    return call.make(context -> path.munmap(context, start, length));
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    CompanionPaths paths = strategy.companions(new Paths(standard));
    CompanionPaths known = paths instanceof Paths ours ? ours.paths : paths;
    return amendment.is(Sort.GROW) ? known.withStackGrowthUnderWriteLock() : known;
  }

  /** Puts the same step right in the paths that a strategy names. */
  private final class Paths implements CompanionPaths {
    private final CompanionPaths paths;

    Paths(CompanionPaths paths) {
      this.paths = paths;
    }

    @Override
    public CompanionPaths withVmDeadTestInUserFaults() {
      return new Paths(paths.withVmDeadTestInUserFaults());
    }

    @Override
    public CompanionPaths withVmDeadTestInAllFaults() {
      return new Paths(paths.withVmDeadTestInAllFaults());
    }

    @Override
    public CompanionPaths withStackGrowthUnderWriteLock() {
      return new Paths(paths.withStackGrowthUnderWriteLock());
    }

    @Override
    public CompanionPaths withFileFaultsUnderVmaLock() {
      return new Paths(paths.withFileFaultsUnderVmaLock());
    }

    @Override
    public CompanionPaths withSkipVmFlagsInverted() {
      return new Paths(paths.withSkipVmFlagsInverted());
    }

    @Override
    public CompanionPaths withLockProtocol(LockProtocol.Maker maker) {
      return new Paths(paths.withLockProtocol(maker));
    }

    @Override
    public CompanionPaths withBrkShrink(TailUnmap path) {
      return new Paths(paths.withBrkShrink((k, start, length) -> tail(path, k, start, length)));
    }

    @Override
    public CompanionPaths withMremapShrink(TailUnmap path) {
      return new Paths(paths.withMremapShrink((k, start, length) -> tail(path, k, start, length)));
    }

    @Override
    public CompanionPaths withReplacement(FixedUnmap path) {
      return new Paths(
          paths.withReplacement(
              (kernel, start, length) ->
                  new AmendedReplacement(
                      new AmendedCall(kernel, amendment, start, length, AmendedCall.WRITE), path)));
    }
  }
}
