// SPDX-License-Identifier: Apache-2.0
package student.wrong;

import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.KernelLocks;
import org.mmkit.unmap.LockRange;
import student.RangeLock;
import student.RangeLockMunmap;

/** Wrong: the lock keeps readers and writers apart, but not two writers. */
public class LetsWritersOverlap extends RangeLockMunmap {
  private static final class Lock extends RangeLock {
    Lock(KernelLocks locks) {
      super(locks);
    }

    @Override
    protected boolean excludes(LockRange one, LockRange other) {
      return one.overlaps(other) && one.write() != other.write();
    }
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withLockProtocol(Lock::new);
  }
}
