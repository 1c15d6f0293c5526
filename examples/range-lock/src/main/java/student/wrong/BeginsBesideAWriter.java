// SPDX-License-Identifier: Apache-2.0
package student.wrong;

import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.KernelLocks;
import org.mmkit.unmap.SpeculativeFault;
import student.CountedLock;
import student.SpeculativeMunmap;

/** Wrong: the fault begins while the count is odd, when a writer is inside. */
public class BeginsBesideAWriter extends SpeculativeMunmap {
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
      if (!fault.findVma() || !fault.lockTable()) {
        return false;
      }
      boolean unchanged = sequence.read() == begin;
      if (unchanged) {
        fault.map();
      }
      fault.unlockTable();
      return unchanged;
    }
  }
}
