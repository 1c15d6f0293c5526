// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;
import org.mmkit.machine.Access;
import org.mmkit.machine.CpuSet;
import org.mmkit.machine.Interrupts;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.WaitQueue;
import org.mmkit.mm.uapi.Addr;

/** The TLBs of all CPUs, and the shootdowns that keep them true. */
public class Tlbs {
  /** How they are made. */
  public static final Part<Function<Kernel, Tlbs>> PART = Part.of("the TLBs", Tlbs::new);

  /** Above this number of pages a flush drops everything instead of page by page. */
  private static final long SINGLE_PAGE_FLUSH_CEILING = 33;

  private final Machine machine;
  private final Kernel kernel;
  private final Tlb[] tlbs;
  private long fullFlushes;

  /** CPUs that take no interrupt now. */
  private final CpuSet interruptsOff = new CpuSet();

  private final WaitQueue interrupts;

  /** CPUs that idle, with the mm of their last task still loaded. */
  private final CpuSet lazy = new CpuSet();

  /** Those among them that a flush spared: they flush all when they go on. */
  private final CpuSet spared = new CpuSet();

  /** The TLBs of a kernel's CPUs, which makes them by its parts. */
  protected Tlbs(Kernel kernel) {
    this.kernel = kernel;
    this.machine = kernel.machine();
    this.interrupts = new WaitQueue(machine, "an interrupt to be taken");
    this.tlbs = new Tlb[machine.cpus()];
    for (int cpu = 0; cpu < tlbs.length; cpu++) {
      tlbs[cpu] = new Tlb();
    }
  }

  /** How often all of an address space was flushed. */
  public long fullFlushes() {
    return fullFlushes;
  }

  /** How many interrupts were sent to have other CPUs flush. */
  public long interruptsSent() {
    return machine.interrupts().sent();
  }

  /** That of a CPU. */
  public Tlb of(int cpu) {
    return tlbs[cpu];
  }

  /** A CPU has nothing to do; it will not use what it has cached of any mm until it goes on. */
  void enterLazy(int cpu) {
    touch(cpu, Access.WRITE);
    lazy.add(cpu);
  }

  /** A CPU goes on with its task, and first makes up for what it missed. */
  void leaveLazy(int cpu) {
    touch(cpu, Access.WRITE);
    lazy.remove(cpu);
    if (spared.contains(cpu)) {
      spared.remove(cpu);
      tlbs[cpu].clear();
    }
  }

  /**
   * Leaves an idle CPU alone: nothing uses its pages' translations before it flushes them. But it
   * may walk page tables ahead of any use, so that they may not go.
   */
  private void spare(MmStruct mm, long start, long end, int cpu) {
    touch(cpu, Access.WRITE);
    spared.add(cpu);
    drop(mm, start, end, cpu, false);
  }

  /** A CPU takes no interrupts from here on: a task that flushes its TLB has to wait. */
  public void disableInterrupts(int cpu) {
    touch(cpu, Access.WRITE);
    interruptsOff.add(cpu);
  }

  /** A CPU takes interrupts again, those that came meanwhile first. */
  public void enableInterrupts(int cpu) {
    touch(cpu, Access.WRITE);
    interruptsOff.remove(cpu);
    interrupts.wakeAll();
  }

  /** Whether a shootdown that one CPU asks for goes to another: to all. */
  protected boolean reaches(int cpu, int asker) {
    return true;
  }

  /** Whether an idle CPU may be spared: not if it could walk a table that goes. */
  protected boolean maySpare(boolean freedTables) {
    return !freedTables;
  }

  /** Waits while a CPU takes no interrupts. */
  protected void awaitInterrupts(int cpu) {
    touch(cpu, Access.READ);
    while (interruptsOff.contains(cpu)) {
      interrupts.spin();
      touch(cpu, Access.READ);
    }
  }

  /** A CPU whose task takes no interrupts runs no other task meanwhile. */
  private void awaitOthers(int cpu) {
    if (interruptsOff.contains(cpu)) {
      awaitInterrupts(cpu);
    }
  }

  private void touch(int cpu, Access access) {
    Unnamed.INTERRUPTS.touch(machine, cpu, access);
  }

  /**
   * Flushes [start, end) of an mm on every CPU that may have cached it. Each CPU is a visible step.
   */
  public void flush(MmStruct mm, long start, long end, boolean freedTables) {
    int self = machine.current() == null ? 0 : machine.current().cpu();
    long pages = Addr.pages(end - start);
    boolean full = pages > SINGLE_PAGE_FLUSH_CEILING;
    fullFlushes += full ? 1 : 0;
    Interrupts sender = machine.interrupts();
    boolean remote = false;
    long answeredPs = 0;
    for (int cpu = mm.cpus().next(0); cpu >= 0; cpu = mm.cpus().next(cpu + 1)) {
      if (!reaches(cpu, self)) {
        continue;
      }
      touch(cpu, Access.READ);
      if (lazy.contains(cpu) && maySpare(freedTables)) {
        spare(mm, start, end, cpu);
        continue;
      }
      boolean idle = cpu != self && maySpare(freedTables) && sender.spares(cpu);
      if (cpu != self && !remote && !idle) {
        machine.charge(MmCost.SHOOTDOWN, 1);
        remote = true;
      }
      if (cpu != self) {
        machine.step(
            StepKind.TLB_FLUSH, -1 - cpu, Access.WRITE, MmCost.SHOOTDOWN_CPU, idle ? 0 : 1);
        awaitInterrupts(cpu);
        answeredPs = idle ? answeredPs : Math.max(answeredPs, sender.send(cpu));
      } else if (full) {
        awaitOthers(cpu);
        machine.step(StepKind.TLB_FLUSH, -1 - cpu, Access.WRITE, MmCost.TLB_FLUSH_FULL, 1);
      } else {
        awaitOthers(cpu);
        machine.step(StepKind.TLB_FLUSH, -1 - cpu, Access.WRITE, MmCost.TLB_FLUSH_PAGE, pages);
      }
      drop(mm, start, end, cpu, freedTables);
    }
    sender.await(answeredPs);
  }

  private void drop(MmStruct mm, long start, long end, int cpu, boolean withTables) {
    Unnamed.TRANSLATIONS.touch(machine, mm.id(), Access.ADD);
    tlbs[cpu].flush(mm, start, end, withTables);
  }

  /** Reports a translation that would outlive its frame. */
  void checkNoTranslationTo(int frame) {
    for (int cpu = 0; cpu < tlbs.length; cpu++) {
      Tlb tlb = tlbs[cpu];
      for (int i = 0; i < tlb.size(); i++) {
        if (Pte.frame(tlb.pteAt(i)) == frame && Pte.holdsPage(tlb.pteAt(i))) {
          throw machine.fatal(
              MmRule.P3,
              "page "
                  + frame
                  + " freed while CPU "
                  + cpu
                  + " still translates "
                  + Long.toHexString(tlb.addressAt(i))
                  + " to it",
              PageFrames.name(frame));
        }
      }
    }
  }

  /** Reports a guest's translation that would outlive its frame. */
  void checkNoGuestTranslatesTo(int frame) {
    Unnamed.GUESTS.touch(kernel.machine(), 0, Access.READ);
    for (MmStruct mm : kernel.mms()) {
      if (mm.notifiers().translatesTo(frame)) {
        throw machine.fatal(
            MmRule.P3, "page " + frame + " freed while a guest still translates to it");
      }
    }
  }

  /** Reports a walk cache that would outlive its table. */
  void checkNotCached(PteTable table) {
    for (int cpu = 0; cpu < tlbs.length; cpu++) {
      if (tlbs[cpu].caches(table)) {
        machine.report(
            MmRule.T2,
            "page table of "
                + Long.toHexString(table.base)
                + " freed while CPU "
                + cpu
                + " has it in its walk cache",
            table);
      }
    }
  }

  /**
   * Reports every cached translation of an mm that is no longer in its page tables: a call that
   * took some away returns, and no task is about to flush.
   */
  public void checkTrue(MmStruct mm) {
    Unnamed.TRANSLATIONS.touch(machine, mm.id(), Access.READ);
    if (mm.flushes().peek() && !machine.touched().isOn()) {
      return;
    }
    for (int cpu = 0; cpu < tlbs.length; cpu++) {
      Tlb tlb = tlbs[cpu];
      for (int i = 0; i < tlb.size(); i++) {
        if (tlb.mmAt(i) == mm) {
          checkTrue(mm, cpu, tlb.addressAt(i), tlb.pteAt(i));
        }
      }
    }
  }

  /**
   * Reports a cached translation that is not the one in the page tables, unless some task is about
   * to flush.
   */
  public void checkTrue(MmStruct mm, int cpu, long address, long cached) {
    long pte = mm.pageTables().walk(address);
    boolean moreAllowed = Pte.isWritable(cached) && !Pte.isWritable(pte);
    boolean stale = Pte.frame(pte) != Pte.frame(cached) || !Pte.isPresent(pte) || moreAllowed;
    if (stale && !mm.flushes().isPending()) {
      machine.report(
          MmRule.T_TLB,
          "CPU " + cpu + " still translates " + Long.toHexString(address) + " the old way");
    }
  }
}
