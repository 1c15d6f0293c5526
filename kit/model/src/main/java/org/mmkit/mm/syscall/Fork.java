// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.AnonVma;
import org.mmkit.mm.HugeMapping;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Part;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** fork(2): a copy of the address space that shares its pages until one side writes. */
public class Fork {
  /** How it is made. */
  public static final Part<Function<TaskStruct, Fork>> PART = Part.of("fork", Fork::new);

  private final TaskStruct task;
  private final Kernel kernel;
  private final MmStruct parent;
  private final MmStruct child;

  /** A call by a task. */
  static Fork of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Fork(TaskStruct task) {
    this.task = task;
    this.kernel = task.kernel();
    this.parent = task.mm();
    this.child = kernel.newMm();
  }

  /** Copies; returns the child, or null if a fatal signal came first. */
  @Nullable Process run() {
    if (parent.mmapSem().downWriteKillable() != 0) {
      kernel.forget(child);
      return null;
    }
    child.mmapSem().downWrite();
    parent.flushes().begin();
    child.copyLayout(parent);
    for (VmArea vma = parent.vmas().find(0); vma != null; ) {
      if (!vma.has(VmFlags.VM_DONTCOPY)) {
        lock(vma);
        vma.checks().beginCopy();
        copy(vma);
        vma.checks().endCopy();
      }
      vma = parent.vmas().atOrAfter(vma.end());
    }
    kernel.tlbs().flush(parent, 0, Addr.TASK_SIZE, false);
    parent.flushes().end();
    child.mmapSem().upWrite();
    parent.mmapSem().upWrite();
    Process process = task.process();
    return new Process(kernel.takePid(), child, process.limits(), process.capIpcLock());
  }

  /** Keeps faults out while the pages are copied. */
  protected void lock(VmArea vma) {
    vma.startWrite();
  }

  /** What becomes the child's VMA. */
  protected VmArea dup(VmArea vma) {
    return vma.dup(child).inMemory();
  }

  private void copy(VmArea vma) {
    VmArea copy = dup(vma);
    copy.setFlags(childFlags(vma));
    copy.setUserfaultfd(null);
    boolean wiped = vma.has(VmFlags.VM_WIPEONFORK);
    if (wiped) {
      copy.setAnonVma(null, 0);
    } else if (vma.anonVma() != null) {
      // The pages that the child inherits may belong to any anon_vma on the way; its own is new.
      copy.setAnonVma(new AnonVma(task.machine().newId()), vma.anonVmaChain() + 1);
    }
    child.counters().account(copy.flags(), copy.pages());
    if (copy.has(VmFlags.VM_PAT)) {
      kernel.trackPfns(copy.pages());
    }
    if (copy.has(VmFlags.VM_ACCOUNT)) {
      kernel.account(copy.pages());
    }
    takeOver(copy);
    child.vmas().insert(copy);
    link(copy);
    if (!wiped) {
      new CopyPages(task, parent, child).range(vma, copy);
    }
  }

  /** Links the copy behind the parent's, so that a truncation which runs now comes to it last. */
  protected void link(VmArea copy) {
    if (copy.file() != null) {
      copy.file().inode().mappings().add(copy);
    }
  }

  /** A child locks nothing, and userfaultfd follows it only by an event that was not asked for. */
  private static long childFlags(VmArea vma) {
    return vma.flags() & ~(VmFlags.VM_LOCKED_MASK | VmFlags.VM_UFFD_FLAGS);
  }

  private static void takeOver(VmArea copy) {
    if (copy.ops() instanceof HugeMapping mapping && !copy.has(VmFlags.VM_MAYSHARE)) {
      copy.setOps(mapping.withoutReservation());
    }
    if (copy.ops() != null) {
      copy.ops().open(copy);
    }
  }
}
