// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * One way to carry out munmap(2): entered and left with no lock held. A new instance serves each
 * run.
 */
public interface UnmapStrategy {

  /**
   * Removes all mappings of whole pages in a range.
   *
   * @param kernel the steps of the kernel's path, bound to the calling task and its mm
   * @param start first byte of the range, as the user passed it
   * @param length bytes, as the user passed it
   * @return 0, or a negative errno
   */
  int munmap(UnmapContext kernel, long start, long length);

  /**
   * What the patch changed elsewhere: the fault path, brk and mremap.
   *
   * @param standard the paths of Linux 4.18
   * @return what its methods made of it
   */
  default CompanionPaths companions(CompanionPaths standard) {
    return standard;
  }
}
