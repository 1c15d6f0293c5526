// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.Upgrade;
import org.mmkit.unmap.MmapSem;

/** The model's mmap_sem, as a strategy sees it. */
record KernelMmapSem(RwSemaphore sem) implements MmapSem, Upgradable {
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
    Upgrade.upgradeRead(sem);
  }

  @Override
  public boolean isContended() {
    return sem.isContended();
  }
}
