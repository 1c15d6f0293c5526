// SPDX-License-Identifier: Apache-2.0
package student.wrong;

import org.mmkit.unmap.LockRange;
import org.mmkit.unmap.UnmapContext;
import student.RangeLockMunmap;

/** Wrong: holds the range that the user passed, but changes the mappings that it cuts. */
public class LocksWhatItUnmaps extends RangeLockMunmap {
  @Override
  protected LockRange affected(UnmapContext kernel, long start, long length) {
    return new LockRange(start, start + kernel.pageAlign(length), true);
  }
}
