// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.LockProtocol;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.InPlaceOf;

/**
 * A strategy whose calls share nothing: each is made by an instance of classes that nobody has used
 * yet, static fields included. A lock of its own is that of the first instance.
 */
final class EachCallApart implements InPlaceOf {
  private final UnmapStrategy first;
  private final Supplier<UnmapStrategy> anew;

  EachCallApart(UnmapStrategy first, Supplier<UnmapStrategy> anew) {
    this.first = first;
    this.anew = anew;
  }

  @Override
  public Class<? extends UnmapStrategy> original() {
    return first instanceof InPlaceOf proxy ? proxy.original() : first.getClass();
  }

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return anew.get().munmap(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return named(first, standard).paths;
  }

  private Paths named(UnmapStrategy strategy, CompanionPaths standard) {
    Paths none = new Paths(standard, standard, null, null, null);
    return strategy.companions(none) instanceof Paths paths ? paths : none;
  }

  /**
   * What a strategy names: the paths with calls that are apart, and its own.
   *
   * @param standard the paths that it was handed
   */
  private final class Paths implements CompanionPaths {
    private final CompanionPaths standard;
    private final CompanionPaths paths;
    private final @Nullable TailUnmap brk;
    private final @Nullable TailUnmap mremap;
    private final @Nullable FixedUnmap replacing;

    Paths(
        CompanionPaths standard,
        CompanionPaths paths,
        @Nullable TailUnmap brk,
        @Nullable TailUnmap mremap,
        @Nullable FixedUnmap replacing) {
      this.standard = standard;
      this.paths = paths;
      this.brk = brk;
      this.mremap = mremap;
      this.replacing = replacing;
    }

    private Paths with(CompanionPaths more) {
      return new Paths(standard, more, brk, mremap, replacing);
    }

    /** The same paths of another instance. */
    private Paths ofAnother() {
      return named(anew.get(), standard);
    }

    @Override
    public CompanionPaths withVmDeadTestInUserFaults() {
      return with(paths.withVmDeadTestInUserFaults());
    }

    @Override
    public CompanionPaths withVmDeadTestInAllFaults() {
      return with(paths.withVmDeadTestInAllFaults());
    }

    @Override
    public CompanionPaths withStackGrowthUnderWriteLock() {
      return with(paths.withStackGrowthUnderWriteLock());
    }

    @Override
    public CompanionPaths withFileFaultsUnderVmaLock() {
      return with(paths.withFileFaultsUnderVmaLock());
    }

    @Override
    public CompanionPaths withSkipVmFlagsInverted() {
      return with(paths.withSkipVmFlagsInverted());
    }

    @Override
    public CompanionPaths withLockProtocol(LockProtocol.Maker maker) {
      return with(paths.withLockProtocol(maker));
    }

    @Override
    public CompanionPaths withBrkShrink(TailUnmap path) {
      TailUnmap apart =
          (kernel, start, length) -> orElse(ofAnother().brk, path).munmap(kernel, start, length);
      return new Paths(standard, paths.withBrkShrink(apart), path, mremap, replacing);
    }

    @Override
    public CompanionPaths withMremapShrink(TailUnmap path) {
      TailUnmap apart =
          (kernel, start, length) -> orElse(ofAnother().mremap, path).munmap(kernel, start, length);
      return new Paths(standard, paths.withMremapShrink(apart), brk, path, replacing);
    }

    @Override
    public CompanionPaths withReplacement(FixedUnmap path) {
      FixedUnmap apart =
          (kernel, start, length) ->
              orElse(ofAnother().replacing, path).begin(kernel, start, length);
      return new Paths(standard, paths.withReplacement(apart), brk, mremap, path);
    }
  }

  private static <T> T orElse(@Nullable T named, T other) {
    return named == null ? other : named;
  }
}
