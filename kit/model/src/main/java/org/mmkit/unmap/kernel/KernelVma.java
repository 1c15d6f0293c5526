// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.VmFlags;
import org.mmkit.unmap.Vma;

/** A VMA of the model, as a strategy sees it. */
record KernelVma(VmArea area) implements Vma {
  @Override
  public long start() {
    return area.start();
  }

  @Override
  public long end() {
    return area.end();
  }

  @Override
  public boolean isLocked() {
    return area.has(VmFlags.VM_LOCKED);
  }

  @Override
  public boolean isDead() {
    return area.has(VmFlags.VM_DEAD);
  }

  @Override
  public boolean isSealed() {
    return area.has(VmFlags.VM_SEALED);
  }

  @Override
  public boolean isHugetlbOrPfnmap() {
    return area.has(VmFlags.VM_HUGETLB | VmFlags.VM_PFNMAP);
  }

  @Override
  public boolean hasUprobes() {
    return area.hasUprobes();
  }
}
