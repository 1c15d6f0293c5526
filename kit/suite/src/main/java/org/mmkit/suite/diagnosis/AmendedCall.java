// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import java.util.HashSet;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.diagnosis.Amendment.Sort;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/**
 * One call of a strategy, one step of which is put right. Steps are named as {@link WalkPattern}
 * names them.
 */
final class AmendedCall {
  static final char FREE = '0';
  static final char READ = 'R';
  static final char WRITE = 'W';

  final UnmapContext kernel;
  final Amendment amendment;
  final long start;
  final long length;
  private final Set<String> done = new HashSet<>();

  /** The lock is the caller's, who releases it. */
  private final boolean callersLock;

  private char held;

  /** Whether the lock is held for writing although the strategy thinks that it is not. */
  private boolean kept;

  /** The call has been ended; what the strategy does on its way out has no effect. */
  private boolean over;

  private boolean inserted;
  private @Nullable Runnable deferred;
  private final FoundRange range = new FoundRange();
  private @Nullable MmuGather open;

  AmendedCall(UnmapContext kernel, Amendment amendment, long start, long length, char held) {
    this.kernel = kernel;
    this.amendment = amendment;
    this.start = start;
    this.length = length;
    this.held = held;
    this.callersLock = held == WRITE;
  }

  /** Makes the call. */
  int make(ToIntFunction<UnmapContext> strategy) {
    int result;
    try {
      result = strategy.applyAsInt(new AmendedContext(this));
      deferred = result < 0 ? null : deferred;
    } catch (GaveUp over) {
      result = over.error();
    }
    if (callersLock) {
      return answer(kept && result == 1 ? 0 : result);
    }
    if (amendment.is(Sort.HOLD) || amendment.is(Sort.RELEASE)) {
      release();
    }
    before("return");
    if (result == 0) {
      before("exit");
      tellWhatWasPrepared();
    }
    late();
    return result;
  }

  /** What a path of brk or mremap returns. */
  private int answer(int result) {
    boolean isPut = amendment.is(Sort.ANSWER) && result >= 0;
    return isPut ? held == READ ? 1 : 0 : result;
  }

  /** Who never prepares an event has no need to deliver one. */
  private void tellWhatWasPrepared() {
    boolean prepared = inserted && amendment.step().equals("userfaultfd.prep");
    if (prepared && !done.contains("userfaultfd.complete")) {
      kernel.userfaultfd().complete();
    }
  }

  private void release() {
    if (held == WRITE) {
      kernel.mmapSem().upWrite();
    } else if (held == READ) {
      kernel.mmapSem().upRead();
    }
    held = FREE;
  }

  /** Whether the strategy is to take a step itself, which then counts as done. */
  boolean takes(String step, Runnable action) {
    needsLock(step);
    before(step);
    if (amendment.step().equals(step)) {
      boolean once = amendment.is(Sort.WHOLE) || amendment.is(Sort.ONCE);
      if (once && done.contains(step) || amendment.is(Sort.INSERT) && inserted) {
        return false;
      }
      if (amendment.is(Sort.DEFER) && amendment.places().stream().noneMatch(done::contains)) {
        Runnable before = deferred;
        deferred = before == null ? action : () -> both(before, action);
        return false;
      }
    }
    done.add(step);
    return true;
  }

  private static void both(Runnable first, Runnable second) {
    first.run();
    second.run();
  }

  /** Takes a step of the strategy, now or later or not at all. */
  void take(String step, Runnable action) {
    if (takes(step, action)) {
      action.run();
      after(step);
    }
  }

  /** What a step is to be done with: all VMAs of the range where it is done for a part of them. */
  VmaRange whole(String step, VmaRange given) {
    VmaRange all = whole(step);
    return all == null ? given : all;
  }

  /** All VMAs of the range where a step is to be done for them; nothing elsewhere. */
  @Nullable VmaRange whole(String step) {
    return amendment.is(Sort.WHOLE) && amendment.step().equals(step) ? range() : null;
  }

  void after(String step) {
    if (amendment.is(Sort.DEFER) && amendment.places().contains(step)) {
      late();
    }
  }

  /**
   * What is to be replaced is collected; returns an error where what is inserted then gives one.
   */
  int collected() {
    try {
      before("detach");
      return 0;
    } catch (GaveUp refused) {
      return refused.error();
    }
  }

  private void late() {
    Runnable action = deferred;
    deferred = null;
    if (action != null) {
      action.run();
      done.add(amendment.step());
    }
  }

  private void needsLock(String step) {
    if (amendment.is(Sort.HOLD) && held == FREE && !step.equals("userfaultfd.complete")) {
      if (kernel.mmapSem().downWriteKillable() != 0) {
        throw new GaveUp(-Errno.EINTR);
      }
      held = WRITE;
    }
  }

  void needsLock() {
    needsLock("");
  }

  /** The strategy is about to take a step. */
  void before(String step) {
    boolean ends = step.startsWith("up_") || step.equals("removeVmaList");
    if (amendment.is(Sort.FINISH) && ends) {
      MmuGather gather = open;
      open = null;
      if (gather != null) {
        gather.finish();
      }
    }
    boolean lets = amendment.is(Sort.HOLD) || amendment.is(Sort.RELEASE);
    if (lets && step.equals("userfaultfd.complete")) {
      release();
    }
    if (amendment.is(Sort.INSERT)
        && amendment.places().contains(step)
        && !done.contains(amendment.step())) {
      done.add(amendment.step());
      inserted = insert(amendment.step());
    }
  }

  private boolean insert(String step) {
    if (step.equals("lookupAndSplit")) {
      VmaRange found = kernel.lookupAndSplit(start, length);
      if (found.error() != 0) {
        throw giveUp(found.error());
      }
      return true;
    }
    VmaRange vmas = range();
    if (step.equals("userfaultfd.complete")) {
      kernel.userfaultfd().complete();
      return true;
    }
    if (vmas == null || vmas.error() != 0 || vmas.isEmpty()) {
      done.remove(step);
      return false;
    }
    switch (step) {
      case "munlock" -> kernel.munlock(vmas);
      case "detach" -> kernel.detach(vmas);
      case "archUnmap" -> kernel.archUnmap(vmas);
      case "removeVmaList" -> kernel.removeVmaList(vmas);
      case "unmapVmas" -> zap(vmas);
      case "userfaultfd.prep" -> {
        int error = kernel.userfaultfd().prep(vmas);
        if (error != 0) {
          throw giveUp(error);
        }
      }
      default -> throw new IllegalStateException("no such step: " + step);
    }
    return true;
  }

  private void zap(VmaRange vmas) {
    MmuGather gather = open != null ? open : kernel.tlbGather();
    gather.unmapVmas(vmas);
    if (open == null) {
      gather.finish();
    }
  }

  /** What a step gives the strategy. */
  int answer(String step, int error) {
    if (error < 0 && amendment.is(Sort.HEED) && amendment.step().equals(step)) {
      throw giveUp(error);
    }
    return error;
  }

  private GaveUp giveUp(int error) {
    if (!callersLock) {
      release();
    }
    over = true;
    return new GaveUp(error);
  }

  private @Nullable VmaRange range() {
    return range.get();
  }

  /** What the strategy works on. */
  FoundRange found() {
    return range;
  }

  void opened(@Nullable MmuGather gather) {
    open = gather;
  }

  /** The strategy does all that do_munmap does. */
  void doesAll() {
    done.addAll(Set.of("lookupAndSplit", "userfaultfd.prep", "munlock", "detach", "archUnmap"));
    done.addAll(Set.of("unmapVmas", "freePgtables", "finish", "removeVmaList"));
  }

  // The lock, as AmendedSem asks for it.

  boolean mayTake() {
    return !(amendment.is(Sort.HOLD) && held == WRITE);
  }

  void took(char mode) {
    if (held == FREE) {
      range.lockIsTaken();
    }
    held = mode;
  }

  boolean mayDowngrade() {
    VmaRange vmas = range();
    boolean stack = amendment.is(Sort.KEEP) && vmas != null && kernel.isNextToGrowsdown(vmas);
    kept |= stack || amendment.is(Sort.HOLD);
    return !stack && !amendment.is(Sort.HOLD);
  }

  /** Releases what is held, where the strategy means to, unless it has to stay. */
  void release(boolean forWriting) {
    boolean gone = amendment.is(Sort.RELEASE) && held == FREE;
    if (amendment.is(Sort.HOLD) || over || gone) {
      return;
    }
    if (forWriting || kept && held == WRITE) {
      kernel.mmapSem().upWrite();
    } else {
      kernel.mmapSem().upRead();
    }
    held = FREE;
  }
}
