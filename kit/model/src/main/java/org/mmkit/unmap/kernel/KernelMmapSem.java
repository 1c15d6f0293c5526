// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.machine.Machine;
import org.mmkit.machine.RangeLock;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.Upgrade;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.UnmapCoverage;
import org.mmkit.unmap.MmapSem;

/** The model's mmap_sem, as a strategy sees it. */
final class KernelMmapSem implements MmapSem, Upgradable {
  private final KernelContext context;
  private final Machine machine;
  private final RangeLock sem;
  private final UnmapCoverage coverage;

  /** At which step the lock was taken for writing last, or the strategy was called with it. */
  private long takenAt;

  /**
   * The lock of a call.
   *
   * @param held whether the caller has taken it for writing
   */
  KernelMmapSem(KernelContext context, MmStruct mm, boolean held) {
    this.context = context;
    this.machine = mm.machine();
    this.sem = mm.mmapSem();
    this.coverage = mm.coverage();
    this.takenAt = held ? machine.steps() : Long.MAX_VALUE;
  }

  /** What was so before that step cannot have changed when the strategy asked under the lock. */
  long takenAt() {
    return takenAt;
  }

  private int taken(int error) {
    if (error == 0) {
      takenAt = machine.steps();
    }
    return context.answer("down_write_killable", error);
  }

  @Override
  public void downWrite() {
    sem.downWrite();
    taken(0);
  }

  @Override
  public int downWriteKillable() {
    return taken(sem.downWriteKillable());
  }

  @Override
  public void downRead() {
    sem.downRead();
  }

  @Override
  public void downWrite(long start, long end) {
    sem.downWrite(start, end);
    taken(0);
  }

  @Override
  public int downWriteKillable(long start, long end) {
    return taken(sem.downWriteKillable(start, end));
  }

  @Override
  public void downRead(long start, long end) {
    sem.downRead(start, end);
  }

  @Override
  public void upWrite() {
    coverage.endHold();
    sem.upWrite();
  }

  @Override
  public void upRead() {
    sem.upRead();
  }

  @Override
  public void downgradeWrite() {
    coverage.endHold();
    sem.downgradeWrite();
  }

  @Override
  public void upgradeRead() {
    if (sem instanceof RwSemaphore semaphore) {
      Upgrade.upgradeRead(semaphore);
      taken(0);
      return;
    }
    throw new IllegalStateException("the lock of a strategy has no upgrade");
  }

  @Override
  public boolean isContended() {
    return sem.isContended();
  }
}
