// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;

/**
 * State that steps look at or change on their way, and that none of them names as its object. Who
 * touches it says so, for the searches that run one schedule of each trace.
 */
enum Unnamed {
  /** Changes of an mm's entries that are not flushed yet ({@code tlb_flush_pending}). */
  FLUSHES,
  /** The entry of a page table in the table above it. */
  UPPER,
  /** What TLBs hold against what the page tables say. */
  TRANSLATIONS,
  /** The CPUs of an mm ({@code mm_cpumask}). */
  CPUS,
  /** Whether a CPU takes interrupts, or idles. */
  INTERRUPTS,
  /** locked_vm of an mm. */
  LOCKED_VM,
  /** Resident pages of an mm. */
  RSS,
  /** The anon_vma of a VMA. */
  ANON_VMA,
  /** Pages of all VM_ACCOUNT mappings. */
  COMMITTED,
  /** The free pages of a CPU. */
  FREE_PAGES,
  /** How many references to a page there are, and how many entries map it. */
  COUNTS,
  /** Whether a page is free. */
  LIFE,
  /** The bytes of a page. */
  CONTENT,
  /** Which mms have a guest, and which pages their guests translate to. */
  GUESTS;

  private static final int SHIFT = 57;
  private static final int PMD_SHIFT = 21;
  private static final int ENTRY_BITS = 20;

  private final long tag = ordinal() + 1L << SHIFT;

  /** The step under way touches the entry of the lowest page table of an address. */
  static void touchUpper(MmStruct mm, long address, Access access) {
    long entry = address >>> PMD_SHIFT & (1L << ENTRY_BITS) - 1;
    UPPER.touch(mm.machine(), mm.id() << ENTRY_BITS ^ entry, access);
  }

  /** The step under way touches it; the id is that of its owner, or the number of a CPU. */
  void touch(Machine machine, long id, Access access) {
    machine.touched().add(tag | id, access);
  }
}
