// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.gather;

import org.mmkit.unmap.Replacement;
import org.mmkit.unmap.UnmapContext;

/** What {@code mmap_region} of Linux 6.12 does with the VMAs in its way. */
final class FixedReplacement implements Replacement {
  private final GatheredVmas vms;

  FixedReplacement(UnmapContext kernel, long start, long length) {
    this.vms = new GatheredVmas(kernel, start, start + length);
  }

  @Override
  public int gather() {
    return vms.gather();
  }

  @Override
  public long pages() {
    return vms.pages();
  }

  @Override
  public void cleanUp() {
    vms.clearPtes();
  }

  @Override
  public void complete() {
    vms.subtractLockedVm();
    vms.remove();
  }

  @Override
  public void abort() {
    vms.reattach();
  }
}
