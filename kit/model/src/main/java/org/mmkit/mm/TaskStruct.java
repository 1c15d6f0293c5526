// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;
import org.mmkit.machine.WaitQueue;

/**
 * A thread of a process: what it runs on, whose address space it uses, and its cache of lookups.
 */
public final class TaskStruct {
  private final Kernel kernel;
  private final Task task;
  private final Process process;
  private final List<Runnable> works = new ArrayList<>(0);
  private @Nullable VmArea cachedVma;
  private long cachedSequence;

  /** Binds a task of the machine, which is running or about to run, to a process. */
  public TaskStruct(Kernel kernel, Task task, Process process) {
    this.kernel = kernel;
    this.task = task;
    this.process = process;
    process.mm().runsOn(task.cpu());
  }

  public Kernel kernel() {
    return kernel;
  }

  public Machine machine() {
    return kernel.machine();
  }

  public Process process() {
    return process;
  }

  /** The address space that its syscalls work on. */
  public MmStruct mm() {
    return process.mm();
  }

  /** The CPU that it runs on. */
  public int cpu() {
    return task.cpu();
  }

  public Task task() {
    return task;
  }

  /**
   * The first VMA that ends above an address, or null ({@code find_vma}): from the lookup cache
   * where its sequence number still holds, else from the tree. Since 6.1 there is no such cache.
   */
  public @Nullable VmArea findVma(long address) {
    return findVma(address, mm());
  }

  /** As {@link #findVma(long)} in another address space, whose lookups are not cached. */
  public @Nullable VmArea findVma(long address, MmStruct mm) {
    return mm == mm() ? kernel.vmaLocking().findVma(this, address) : mm.vmas().find(address);
  }

  /** From the lookup cache, or else from the tree. */
  @Nullable VmArea findCachedVma(long address) {
    MmStruct mm = mm();
    mm.locks().read(MmField.VMA_TREE, address, address + 1);
    long sequence = mm.vmacacheSequence().read();
    if (cachedVma != null && cachedSequence == sequence) {
      if (cachedVma.start() <= address && address < cachedVma.end()) {
        return cachedVma;
      }
    }
    VmArea found = mm.vmas().find(address);
    if (found != null && found.start() <= address) {
      cachedVma = found;
      cachedSequence = sequence;
    }
    return found;
  }

  /** The VMA that holds an address, or null ({@code vma_lookup}). */
  public @Nullable VmArea lookupVma(long address) {
    VmArea vma = findVma(address);
    return vma != null && vma.start() <= address ? vma : null;
  }

  /** Sleeps until woken or killed; its CPU idles unless another task is on it. 0 or -EINTR. */
  public int sleepIn(WaitQueue queue) {
    boolean idle = !sharesCpu();
    if (idle) {
      kernel.tlbs().enterLazy(cpu());
    }
    int result = queue.sleepKillable();
    if (idle) {
      kernel.tlbs().leaveLazy(cpu());
    }
    return result;
  }

  private boolean sharesCpu() {
    for (int i = 0; i < machine().taskCount(); i++) {
      Task other = machine().task(i);
      if (other != task && other.cpu() == cpu() && !other.ended()) {
        return true;
      }
    }
    return false;
  }

  /** Has something done when the task returns to its program ({@code task_work_add}). */
  void addWork(Runnable work) {
    works.add(work);
  }

  /** Does what is due before the task returns to its program. */
  public void doWorks() {
    while (!works.isEmpty()) {
      works.remove(0).run();
    }
  }

  /** Ends its process: the address space goes if it has no other user ({@code exit_mmap}). */
  public void exit() {
    kernel.removeProcess(process);
    mm().put(this);
  }
}
