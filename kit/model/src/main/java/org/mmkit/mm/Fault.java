// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.config.Feature;
import org.mmkit.mm.config.VmDeadCheck;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.mm.uapi.VmFlags;

/** The page-fault path: {@code do_user_addr_fault} and {@code handle_mm_fault}. */
public class Fault {
  /** How it is made. */
  public static final Part<Function<TaskStruct, Fault>> PART =
      Part.of("the page fault", Fault::new);

  private final TaskStruct task;
  private final Kernel kernel;
  private final Machine machine;

  /** Whether the fault may let go of mmap_sem ({@code FAULT_FLAG_ALLOW_RETRY}). */
  private boolean mayRetry;

  /** The lock under which the fault is served in place of mmap_lock. */
  private @Nullable VmaLock vmaLock;

  /** Whether the fault holds its page alone, of a lock of ranges. */
  private boolean rangeAlone;

  /** Whether a fault may wait for the monitor of a userfaultfd. */
  private boolean mayAwaitMonitor;

  /** A fault of a task. */
  public static Fault of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Fault(TaskStruct task) {
    this.task = task;
    this.kernel = task.kernel();
    this.machine = task.machine();
  }

  /**
   * A fault of user code: finds the VMA, under its lock or with mmap_sem held for reading, and maps
   * a page.
   */
  public Signal user(long address, AccessKind kind) {
    MmStruct mm = task.mm();
    machine.charge(MmCost.FAULT, 1);
    mayRetry = true;
    Signal signal = kernel.vmaLocking().fault(task, this, address, kind);
    if (signal != Signal.RETRY) {
      return signal;
    }
    mayAwaitMonitor = true;
    mm.mmapSem().downRead();
    signal = locked(address, kind);
    while (signal == Signal.RETRY) {
      // The lock was not held all the time: the VMA may be another one now, or none.
      mayRetry = false;
      signal = locked(address, kind);
    }
    mm.mmapSem().upRead();
    return signal;
  }

  /** The fault under the lock of its VMA alone, or RETRY if it needs mmap_lock after all. */
  Signal underVmaLock(long address, AccessKind kind) {
    boolean write = kind == AccessKind.WRITE;
    VmArea vma = lockVma(address, write);
    if (vma == null) {
      return withoutVma();
    }
    vmaLock = vma.lock();
    // What is not allowed may be by the time that mmap_lock is held.
    Signal refused = refusedFetch(vma, kind);
    Signal signal = kind.allowedBy(vma.flags()) ? handle(vma, address, write) : Signal.RETRY;
    signal = signal == Signal.NONE ? refused : signal;
    if (vmaLock != null) {
      vmaLock.endService();
      vmaLock = null;
    }
    return signal;
  }

  /** Finds the VMA and locks it, without mmap_lock; null if that cannot be. */
  protected @Nullable VmArea lockVma(long address, boolean write) {
    return VmaLookup.of(task).lock(address, write);
  }

  /** What was not found may be there when mmap_lock is held. */
  protected Signal withoutVma() {
    return Signal.RETRY;
  }

  private Signal locked(long address, AccessKind kind) {
    VmArea vma = StackGrowth.of(task).findOrGrow(address);
    if (vma == null) {
      return Signal.SEGV_MAPERR;
    }
    if (testsDeadFirst() && vma.has(VmFlags.VM_DEAD)) {
      return Signal.SEGV_MAPERR;
    }
    if (!kind.allowedBy(vma.flags())) {
      return Signal.SEGV_ACCERR;
    }
    Signal refused = refusedFetch(vma, kind);
    Signal signal = handle(vma, address, kind == AccessKind.WRITE);
    return signal == Signal.NONE ? refused : signal;
  }

  /** What an instruction fetch ends in when its page is there: that may not be executed. */
  static Signal refusedFetch(VmArea vma, AccessKind kind) {
    boolean refused = kind == AccessKind.EXECUTE && !vma.has(VmFlags.VM_EXEC);
    return refused ? Signal.SEGV_ACCERR : Signal.NONE;
  }

  /** Whether VM_DEAD is tested before there is an entry to store (series v3). */
  protected boolean testsDeadFirst() {
    return deadTest() == VmDeadCheck.USER_FAULTS;
  }

  /** Which faults the strategy wants to test VM_DEAD. */
  protected final VmDeadCheck deadTest() {
    return kernel.unmapPaths().vmDeadTest();
  }

  /** Its task holds the page alone, and may not let go of that and take all of the lock. */
  final void setRangeAlone(boolean on) {
    rangeAlone = on;
  }

  /** Whether the fault may still let go of mmap_sem. */
  protected final boolean mayRetry() {
    return mayRetry;
  }

  /** Maps the page of an address of a VMA; mmap_sem is held for reading or writing. */
  Signal handle(VmArea vma, long address, boolean write) {
    Signal signal = page(vma, address, write);
    return signal == Signal.MISSING ? awaitMonitor(vma, address) : signal;
  }

  /** Only faults of user code wait for a monitor: others hold locks that it may need. */
  private Signal awaitMonitor(VmArea vma, long address) {
    UserfaultfdCtx ctx = vma.userfaultfd();
    if (vmaLock != null && ctx != null && ctx.isMonitored()) {
      // A fault that waits releases the lock, which must be mmap_lock then.
      return Signal.RETRY;
    }
    if (!mayAwaitMonitor || ctx == null || !ctx.isMonitored() || task.task().killed()) {
      return Signal.BUS_ADRERR;
    }
    ctx.waitForPage(address);
    return Signal.RETRY;
  }

  private Signal page(VmArea vma, long address, boolean write) {
    if (vma.has(VmFlags.VM_HUGETLB)) {
      return new HugetlbFault(task).handle(vma, address, write);
    }
    if (write && kernel.params().has(Feature.THP) && new HugeFault(task).map(vma, address)) {
      return Signal.NONE;
    }
    PteTable table = vma.mm().pageTables().alloc(address);
    int index = PteTable.index(address);
    machine.step(StepKind.PTE_READ, table.id, Access.READ);
    long pte = table.get(index);
    if (pte == Pte.NONE) {
      if (vma.file() == null) {
        return anonymousPage(vma, table, address, write);
      }
      return mayRetry && machine.choose(ChoiceKind.PAGE_BUSY, 2) == 1
          ? waitForPage(vma)
          : new FileFault(task).handle(vma, table, address, write);
    }
    if ((pte & Pte.FATAL) != 0) {
      return (pte & Pte.GUARD) != 0 ? Signal.SEGV_MAPERR : Signal.BUS_ADRERR;
    }
    if ((pte & Pte.MIGRATION) != 0) {
      vma.inode().cache().awaitMigration();
      return Signal.NONE;
    }
    if (write && (pte & Pte.UFFD_WP) != 0 && vma.has(VmFlags.VM_UFFD_WP)) {
      return Signal.BUS_ADRERR;
    }
    if (write && !Pte.isWritable(pte)) {
      return new CopyOnWrite(task).handle(vma, table, address, pte);
    }
    return Signal.NONE;
  }

  /**
   * Waits without mmap_sem until the page is unlocked, and takes mmap_sem again: by the mm's own
   * pointer, for munmap may have freed the VMA meanwhile.
   */
  private Signal waitForPage(VmArea vma) {
    MmStruct mm = vma.mm();
    if (vmaLock != null) {
      vmaLock.endService();
      vmaLock = null;
      machine.step(StepKind.GAP, mm.id(), Access.NONE);
      return Signal.RETRY;
    }
    if (rangeAlone) {
      return Signal.RETRY;
    }
    mm.mmapSem().upRead();
    machine.step(StepKind.GAP, mm.id(), Access.NONE);
    lockAgain(mm, vma);
    return Signal.RETRY;
  }

  /** Takes mmap_sem again; the VMA may be gone. */
  protected void lockAgain(MmStruct mm, VmArea vma) {
    mm.mmapSem().downRead();
  }

  private Signal anonymousPage(VmArea vma, PteTable table, long address, boolean write) {
    boolean shared = !write && !kernel.params().has(Feature.NO_ZERO_PAGE);
    if (vma.has(VmFlags.VM_UFFD_MISSING)) {
      if (!shared) {
        AnonVmas.prepare(task, vma);
      }
      return Signal.MISSING;
    }
    long protection = Pte.protection(vma.flags());
    // What a page frame without a struct page shows is the zero page's content.
    if (shared || vma.isPfnmap()) {
      return install(vma, table, address, Pte.of(PageFrames.ZERO_PAGE, protection | Pte.SPECIAL));
    }
    AnonVmas.prepare(task, vma);
    int frame = kernel.frames().alloc(task.cpu(), (byte) (PageFrames.ANON | PageFrames.SWAPBACKED));
    Signal signal =
        install(vma, table, address, Pte.of(frame, protection | Pte.stored(vma.flags())));
    kernel.frames().put(task.cpu(), frame);
    return signal;
  }

  /**
   * Stores an entry where there is none, under the page-table lock; takes a reference for it.
   * Another task may have been faster: then nothing is stored.
   */
  Signal install(VmArea vma, PteTable table, long address, long pte) {
    int index = PteTable.index(address);
    table.lock.lock();
    Signal signal = Signal.NONE;
    if (table.get(index) == Pte.NONE && !table.isReclaimed()) {
      signal = refusal(vma);
      if (signal == Signal.NONE) {
        map(vma, table, index, pte);
      }
    }
    table.lock.unlock();
    return signal;
  }

  /**
   * What a fault on a page that is not there has to end in: a signal where the VMA is being
   * unmapped (series v4), or where pages were reaped and would show as fresh ones.
   */
  Signal refusal(VmArea vma) {
    if (isDead(vma)) {
      return deadSignal();
    }
    boolean unstable = vma.mm().isUnstable() && !vma.has(VmFlags.VM_SHARED);
    return unstable ? Signal.BUS_ADRERR : Signal.NONE;
  }

  /** Whether the VMA is being unmapped, as tested under the page-table lock. */
  protected boolean isDead(VmArea vma) {
    return deadTest() == VmDeadCheck.ALL_FAULTS && vma.has(VmFlags.VM_DEAD);
  }

  /** What a fault in a VMA ends in that is being unmapped: as if it were gone. */
  protected Signal deadSignal() {
    return Signal.SEGV_MAPERR;
  }

  /** Stores an entry where there is none, and counts its page; the table's lock is held. */
  public void map(VmArea vma, PteTable table, int index, long pte) {
    MapRules.requireMappableByFault(vma, table.addressOf(index));
    table.set(index, pte);
    if (Pte.holdsNormalPage(pte)) {
      int frame = Pte.frame(pte);
      kernel.frames().get(frame);
      kernel.frames().addMapping(frame);
      vma.mm().rss().add(RssStat.kindOf(kernel.frames(), frame), 1);
      Mlock.pageMapped(vma, frame);
    }
  }
}
