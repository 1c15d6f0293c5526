// SPDX-License-Identifier: Apache-2.0
package student.wrong;

import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.KernelLocks;
import student.CountedLock;
import student.SpeculativeMunmap;

/** Wrong: a writer moves the count when it is done, and not before it begins. */
public class CountsAtTheEnd extends SpeculativeMunmap {
  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withLockProtocol(Lock::new);
  }

  private static final class Lock extends CountedLock {
    Lock(KernelLocks locks) {
      super(locks);
    }

    @Override
    protected void writeBegin() {}

    @Override
    protected void writeEnd() {
      sequence.writeBegin();
      sequence.writeEnd();
    }
  }
}
