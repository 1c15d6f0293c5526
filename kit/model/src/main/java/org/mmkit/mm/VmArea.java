// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.profile.MachineCost;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * A {@code vm_area_struct}: a run of pages with the same attributes. Writers go through {@link
 * VmaTree}, which checks the lock; a freed VMA is poisoned, and reading it is a finding.
 */
public final class VmArea {
  private final Machine machine;
  private MmStruct mm;
  final long id;

  private long start;
  private long end;
  private long pgoff;
  private long flags;
  private @Nullable OpenFile file;
  private @Nullable VmOperations ops;
  private @Nullable AnonVma anonVma;

  /** Number of anon_vmas that the pages may belong to: 1, and one more for each fork on the way. */
  private int anonVmaChain;

  private boolean closedByOwner;
  private @Nullable UserfaultfdCtx userfaultfd;

  /** Neighbours in {@link VmaList}; read through {@link #next()} by all others. */
  public @Nullable VmArea next;

  @Nullable VmArea previous;

  /** Free bytes below it, as far as the tree's search for room knows ({@code rb_subtree_gap}). */
  long gap;

  private @Nullable VmaLock lock;
  private boolean allocated;
  private boolean attached;

  private boolean freed;

  /** Freed, but readers without locks may still see it. */
  private boolean freeing;

  private final VmaChecks checks = new VmaChecks(this);

  public VmArea(MmStruct mm, long start, long end, long flags, long pgoff) {
    this.machine = mm.machine();
    this.mm = mm;
    this.id = machine.newId();
    this.start = start;
    this.end = end;
    this.flags = flags;
    this.pgoff = pgoff;
    machine.recorder().made(this);
  }

  /** A copy with the same attributes, as {@code vm_area_dup} makes for a split or a fork. */
  public VmArea dup(MmStruct owner) {
    VmArea copy = new VmArea(owner, start, end, flags, pgoff);
    copy.file = file;
    copy.ops = ops;
    copy.anonVma = anonVma;
    copy.anonVmaChain = anonVmaChain;
    copy.userfaultfd = userfaultfd;
    return copy;
  }

  /** Allocates it ({@code vm_area_alloc}); see {@link VmaSlab#alloc}. */
  public VmArea inMemory() {
    return mm.kernel().vmaSlab().alloc(this);
  }

  /** Uses the memory of this one, which was freed, again for another. */
  VmArea becomes(VmArea other) {
    mm = other.mm;
    start = other.start;
    end = other.end;
    pgoff = other.pgoff;
    flags = other.flags;
    file = other.file;
    ops = other.ops;
    anonVma = other.anonVma;
    anonVmaChain = other.anonVmaChain;
    userfaultfd = other.userfaultfd;
    next = null;
    previous = null;
    allocated = false;
    checks.setComplete(false);
    freed = false;
    freeing = false;
    currentLock().renew(mm);
    machine.recorder().made(this);
    return this;
  }

  private void use() {
    if (freed) {
      throw machine.fatal(MmRule.U1, "use of a freed VMA (" + describe() + ")", this);
    }
  }

  /** The mm that it belongs to. */
  public MmStruct mm() {
    use();
    return mm;
  }

  /** First byte. */
  public long start() {
    use();
    return start;
  }

  /** First byte behind it. */
  public long end() {
    use();
    return end;
  }

  /** Its bits of {@link VmFlags}. */
  public long flags() {
    use();
    return flags;
  }

  /** Whether any of some flags is set. */
  public boolean has(long anyOf) {
    use();
    return (flags & anyOf) != 0;
  }

  /** Page offset of its start in the file, or its page number when it was made if anonymous. */
  public long pgoff() {
    use();
    return pgoff;
  }

  /** Length in pages. */
  public long pages() {
    return Addr.pages(end() - start());
  }

  /** The mapped file, or null if anonymous and private. */
  public @Nullable OpenFile file() {
    use();
    return file;
  }

  /** The inode of that file, of a VMA that maps one. */
  public Inode inode() {
    OpenFile mapped = file();
    if (mapped == null) {
      throw new IllegalStateException("VMA " + describe() + " maps no file");
    }
    return mapped.inode();
  }

  public @Nullable VmOperations ops() {
    use();
    return ops;
  }

  public @Nullable AnonVma anonVma() {
    use();
    Unnamed.ANON_VMA.touch(mm.machine(), id, Access.READ);
    return anonVma;
  }

  public int anonVmaChain() {
    return anonVmaChain;
  }

  public @Nullable UserfaultfdCtx userfaultfd() {
    use();
    return userfaultfd;
  }

  /** Whether its owner was told that it goes. */
  boolean isClosedByOwner() {
    return closedByOwner;
  }

  /** Tells its owner that it goes. */
  void closeByOwner() {
    closedByOwner = true;
    if (ops != null) {
      ops.close(this);
    }
  }

  /** Whether it maps page frames without struct pages ({@code VM_PFNMAP}). */
  public boolean isPfnmap() {
    return has(VmFlags.VM_PFNMAP);
  }

  /**
   * Whether a uprobe may be in it ({@code vma_has_uprobes}); of a file's mapping that costs the
   * lock of all uprobes.
   */
  public boolean hasUprobes() {
    if (file != null) {
      machine.charge(MachineCost.SPIN_LOCK, 1);
    }
    return Uprobes.has(this);
  }

  /** Whether it is private anonymous memory ({@code vma_is_anonymous}). */
  public boolean isAnonymous() {
    use();
    return file == null && ops == null && !isPfnmap();
  }

  /** Whether a lookup can find it. */
  public boolean isAttached() {
    return attached;
  }

  /** Where VMAs are used again: the mm and the lock of whatever VMA this is by now, if any. */
  MmStruct currentMm() {
    return mm;
  }

  VmaLock currentLock() {
    VmaLock own = lock;
    if (own == null) {
      own = VmaLock.of(this, mm);
      lock = own;
    }
    return own;
  }

  /** The lock of its own, where VMAs have one. */
  VmaLock lock() {
    use();
    return currentLock();
  }

  /** Keeps faults out while it changes; nothing where VMAs have no locks of their own. */
  public void startWrite() {
    mm.kernel().vmaLocking().startWrite(this);
  }

  /** The same, but without waiting; returns whether faults are kept out. */
  public boolean tryStartWrite() {
    return mm.kernel().vmaLocking().tryStartWrite(this);
  }

  /** Whether it was marked as being taken out of the tree. */
  boolean isMarkedDetached() {
    return lock != null && lock.isMarkedDetached();
  }

  /** Whether the current task serves a fault in it under its lock. */
  boolean isServedByCurrent() {
    return lock != null && lock.isReadBy(machine.current());
  }

  /** Reports a change that faults are not kept from, where it has a lock of its own. */
  void requireWriteLocked(MmRule rule, String what) {
    mm.kernel().vmaLocking().requireWriteLocked(this, rule, what);
  }

  /** What tasks may rely on when they find it, or serve a fault in it. */
  public VmaChecks checks() {
    use();
    return checks;
  }

  public boolean isFreed() {
    return freed || freeing;
  }

  /** The next one in the list, or null. */
  public @Nullable VmArea next() {
    use();
    return next;
  }

  /** Page offset of an address in the file. */
  public long pgoffOf(long address) {
    return pgoff() + Addr.pages(address - start());
  }

  void setFile(@Nullable OpenFile file) {
    this.file = file;
  }

  public void setOps(@Nullable VmOperations ops) {
    this.ops = ops;
  }

  public void setAnonVma(@Nullable AnonVma anonVma, int chain) {
    Unnamed.ANON_VMA.touch(mm.machine(), id, Access.WRITE);
    this.anonVma = anonVma;
    this.anonVmaChain = chain;
  }

  /** Registers a userfaultfd; the lock rule is that of vm_flags, which change with it. */
  public void setUserfaultfd(@Nullable UserfaultfdCtx ctx) {
    this.userfaultfd = ctx;
  }

  /** Changes vm_flags: of an attached VMA only with mmap_sem held for writing. */
  public void setFlags(long newFlags) {
    use();
    if (attached) {
      mm.locks().write(MmField.VM_FLAGS, start, end);
      requireWriteLocked(MmRule.D3, "given other flags");
    }
    flags = newFlags;
  }

  /** Sets the one flag that may be set with mmap_sem held for reading. */
  public void setMaybeGuard() {
    use();
    mm.locks().read(MmField.VM_FLAGS, start, end);
    flags |= VmFlags.VM_MAYBE_GUARD;
  }

  /** Only for {@link VmaTree}. */
  public void setBounds(long newStart, long newEnd, long newPgoff) {
    use();
    start = newStart;
    end = newEnd;
    pgoff = newPgoff;
  }

  /** It is more than a proposal: it counts until it is freed ({@code vm_area_alloc}). */
  void setAllocated() {
    if (!allocated) {
      allocated = true;
      mm.kernel().vmaSlab().count(1);
    }
  }

  /** Only for {@link VmaTree}. */
  void setAttached(boolean isAttached) {
    use();
    setAllocated();
    if (lock != null && !isAttached) {
      lock.requireUnserved("taken out of the tree");
    }
    attached = isAttached;
    checks.setComplete(true);
  }

  /** Poisons it ({@code vm_area_free}). */
  void free() {
    use();
    if (attached) {
      throw machine.fatal(
          MmRule.V5, "VMA freed while a lookup can find it (" + describe() + ")", this);
    }
    if (freeing) {
      throw machine.fatal(MmRule.U1, "VMA freed twice (" + describe() + ")");
    }
    freeing = true;
    if (allocated) {
      mm.kernel().vmaSlab().count(-1);
    }
    mm.kernel().vmaSlab().free(this);
  }

  /** Whether it was ever locked on its own: readers without mmap_lock may have found it. */
  boolean hasLock() {
    return lock != null;
  }

  /** From now on every use of it is a finding. */
  void setFreed() {
    freed = true;
    machine.recorder().freed(this);
  }

  /** Its range in hexadecimal; allowed on a freed one. */
  public String describe() {
    return Long.toHexString(start) + "-" + Long.toHexString(end);
  }

  /** Whether it begins in [from, to); allowed on a freed one. */
  public boolean lies(long from, long to) {
    return start >= from && start < to;
  }

  @Override
  public String toString() {
    return describe() + " " + VmFlags.permissions(flags) + (freed ? " (freed)" : "");
  }
}
