// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import org.mmkit.machine.Machine;
import org.mmkit.machine.RangeLock;
import org.mmkit.mm.LockRules;
import org.mmkit.mm.MmStruct;

/**
 * Lock rules of a kernel that takes itself for alone with an address space for a while: it takes no
 * lock then, and the rules do not hold it to any, unless another task has mmap_sem.
 */
final class AssumedAlone extends LockRules {
  private final RangeLock mmapSem;
  private boolean assumed;

  AssumedAlone(Machine machine, RangeLock mmapSem) {
    super(machine, mmapSem);
    this.mmapSem = mmapSem;
  }

  /** Does some work in that belief. */
  static void run(MmStruct mm, Runnable work) {
    AssumedAlone rules = (AssumedAlone) mm.locks();
    rules.assumed = true;
    work.run();
    rules.assumed = false;
  }

  @Override
  protected boolean needVmaLock() {
    return !assumed && super.needVmaLock();
  }

  @Override
  protected boolean isExclusive() {
    return assumed || super.isExclusive();
  }

  @Override
  protected boolean apply() {
    return super.apply() && (!assumed || mmapSem.isLocked());
  }
}
