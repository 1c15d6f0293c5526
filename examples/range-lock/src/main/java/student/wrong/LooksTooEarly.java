// SPDX-License-Identifier: Apache-2.0
package student.wrong;

import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.KernelLocks;
import org.mmkit.unmap.SpeculativeFault;
import student.CountedLock;
import student.SpeculativeMunmap;

/** Wrong: the fault asks the count before it has the page table, when a writer may still come and go. */
public class LooksTooEarly extends SpeculativeMunmap {
  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withLockProtocol(Lock::new);
  }

  private static final class Lock extends CountedLock {
    Lock(KernelLocks locks) {
      super(locks);
    }

    @Override
    public boolean speculate(SpeculativeFault fault) {
      long begin = sequence.read();
      boolean unchanged = begin % 2 == 0 && fault.findVma() && sequence.read() == begin;
      if (!unchanged || !fault.lockTable()) {
        return false;
      }
      fault.map();
      fault.unlockTable();
      return true;
    }
  }
}
