// SPDX-License-Identifier: Apache-2.0
package student.wrong;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.LockRange;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.UnmapContext;
import student.RangeLockMunmap;

/** Wrong: does not look again once it has the lock, when the mappings may be others. */
public class LooksOnce extends RangeLockMunmap {
  @Override
  protected int lock(UnmapContext kernel, long start, long length) {
    MmapSem mmapSem = kernel.mmapSem();
    mmapSem.downRead(start, start + kernel.pageAlign(length));
    LockRange range = affected(kernel, start, length);
    mmapSem.upRead();
    return mmapSem.downWriteKillable(range.start(), range.end()) == 0 ? 0 : -Errno.EINTR;
  }
}
