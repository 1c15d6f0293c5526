// SPDX-License-Identifier: Apache-2.0
package student.wrong;

import java.util.List;
import org.mmkit.unmap.LockRange;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;
import student.RangeLockMunmap;

/** Wrong: holds the mappings that it cuts, but not what lies between them and the next ones. */
public class LeavesTheNeighbours extends RangeLockMunmap {
  @Override
  protected LockRange affected(UnmapContext kernel, long start, long length) {
    long end = start + kernel.pageAlign(length);
    List<Vma> vmas = kernel.vmas().lookup(start, length).vmas();
    return vmas.isEmpty()
        ? new LockRange(start, end, true)
        : new LockRange(
            Math.min(start, vmas.get(0).start()),
            Math.max(end, vmas.get(vmas.size() - 1).end()),
            true);
  }
}
