// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.machine.RangeLock;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.Upgrade;
import org.mmkit.unmap.MmapSem;

/** The model's mmap_sem, as a strategy sees it. */
record KernelMmapSem(RangeLock sem) implements MmapSem, Upgradable {
  @Override
  public void downWrite() {
    sem.downWrite();
  }

  @Override
  public int downWriteKillable() {
    return sem.downWriteKillable();
  }

  @Override
  public void downRead() {
    sem.downRead();
  }

  @Override
  public void downWrite(long start, long end) {
    sem.downWrite(start, end);
  }

  @Override
  public int downWriteKillable(long start, long end) {
    return sem.downWriteKillable(start, end);
  }

  @Override
  public void downRead(long start, long end) {
    sem.downRead(start, end);
  }

  @Override
  public void upWrite() {
    sem.upWrite();
  }

  @Override
  public void upRead() {
    sem.upRead();
  }

  @Override
  public void downgradeWrite() {
    sem.downgradeWrite();
  }

  @Override
  public void upgradeRead() {
    if (sem instanceof RwSemaphore semaphore) {
      Upgrade.upgradeRead(semaphore);
      return;
    }
    throw new IllegalStateException("the lock of a strategy has no upgrade");
  }

  @Override
  public boolean isContended() {
    return sem.isContended();
  }
}
