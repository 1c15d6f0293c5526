// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.StepKind;

/**
 * Where VMAs come from and go to ({@code vm_area_cachep}). The memory of a freed VMA is used again
 * at once where the slab is SLAB_TYPESAFE_BY_RCU, and else when the readers under RCU that could
 * see the VMA have left.
 */
public class VmaSlab {
  /** How it is made. */
  public static final Part<Function<Kernel, VmaSlab>> PART =
      Part.of("vm_area_cachep", VmaSlab::new);

  private final Kernel kernel;
  private final List<VmArea> recycled = new ArrayList<>(0);
  private long allocated;

  /** For its maker, and for subclasses, which do one step otherwise. */
  protected VmaSlab(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Allocates the VMA that a proposal describes: the proposal itself, or a freed VMA that is used
   * again, to which readers without locks may still hold a pointer.
   */
  VmArea alloc(VmArea proposal) {
    boolean again = !recycled.isEmpty() && kernel.machine().choose(ChoiceKind.FRAME_REUSE, 2) == 1;
    return again ? recycled.remove(recycled.size() - 1).becomes(proposal) : proposal;
  }

  /** Frees a VMA that no lookup can find any more. */
  void free(VmArea vma) {
    if (vma.hasLock()) {
      freeUnderReaders(vma);
    } else {
      kernel.vmaLocking().free(this, vma);
    }
  }

  /** Frees a VMA that readers without mmap_lock may have found. */
  protected void freeUnderReaders(VmArea vma) {
    vma.lock().requireUnserved("freed");
    if (kernel.recyclesVmas()) {
      setFreed(vma);
      recycled.add(vma);
      return;
    }
    kernel.machine().step(StepKind.TREE_WRITE, vma.id, Access.WRITE);
    kernel.rcu().call(vma::setFreed);
  }

  /** The same as soon as the readers under RCU that are there now have left. */
  final void setFreedAfterReaders(VmArea vma) {
    kernel.rcu().call(vma::setFreed);
  }

  /** From now on every use of the VMA is a finding. */
  protected final void setFreed(VmArea vma) {
    vma.setFreed();
  }

  /** A VMA was allocated or, if negative, freed. */
  void count(int more) {
    allocated += more;
  }

  /** VMAs allocated and not freed. */
  public long allocated() {
    return allocated;
  }
}
