// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/**
 * The test for a hole is {@code vm_start > end}. The VMA that begins right where a hole ends passes
 * for the first one of the range, and the loop takes a first one in any case.
 */
@Strategy(
    id = "b-07",
    title = "the hole test is > where it should be >=",
    source = "[RFC v2 PATCH 0/2], its test alone",
    claims = Claim.DOWNGRADES)
public final class B07HoleCheck extends Merged {

  @Override
  VmaRange find(UnmapContext kernel, long start, long length) {
    long end = start + kernel.pageAlign(length);
    Vma first = kernel.vmas().findVma(start);
    if (first == null || first.start() > end) {
      return kernel.vmas().lookup(start, length);
    }
    VmaRange cut = kernel.lookupAndSplit(start, length);
    if (cut.error() != 0) {
      return cut;
    }
    Vma begin = kernel.vmas().findVma(start);
    return kernel.history().rangeFrom(begin == null ? first : begin, start, length);
  }
}
