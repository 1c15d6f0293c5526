// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.FindingClass;
import org.mmkit.machine.Rule;
import org.mmkit.machine.RuleInfo;

/** The invariants of an address space, after section 5 of the reference. */
public enum MmRule implements Rule {
  D1("MM0201", "VMAs read without mmap_sem"),
  D2("MM0202", "VMA tree or boundaries written without mmap_sem held for writing"),
  D3("MM0203", "vm_flags of an attached VMA written without mmap_sem held for writing"),
  D4("MM0204", "page tables freed while VMAs of the range can be found"),
  D5("MM0205", "PTE installed without mmap_sem or outside a VMA"),
  D6("MM0206", "PTE changed without its page-table lock"),
  D9("MM0207", "total_vm changed without mmap_sem"),
  D7("MM0208", "VMA write-locked without mmap_lock held for writing"),
  V1("MM0211", "VMA tree out of order or overlapping"),
  V2("MM0212", "list of VMAs differs from the tree"),
  V3("MM0213", "munmap changed mappings outside its range"),
  V4("MM0214", "munmap failed after it had unmapped"),
  V5("MM0215", "detached VMA found in an index"),
  V6("MM0216", "free room below a VMA or above the last one wrong"),
  V7("MM0217", "VMAs kept apart by a mark that was left behind", FindingClass.PERFORMANCE),
  V8("MM0218", "mapping put into a range that somebody unmaps"),
  V9("MM0219", "VMA found before it is set up, or in the wrong mm"),
  U1("MM0221", "use after free"),
  U2("MM0222", "mm freed while it has users"),
  I_A("MM0231", "VMA lock read on a VMA that does not belong there"),
  I_C("MM0232", "fault in a VMA whose pages fork is copying"),
  P1("MM0301", "mapcount of a page differs from the PTEs that map it"),
  P2("MM0302", "page mapped into a detached or unmapped range"),
  P3("MM0303", "page freed while something still refers to it"),
  P4("MM0304", "page cache page removed while mapped"),
  P5("MM0305", "bad page state"),
  T_TLB("MM0306", "stale TLB entry"),
  T_TLB2("MM0307", "stale translation of a guest"),
  S6("MM0308", "store to a shared mapping lost"),
  T1("MM0311", "page table freed with entries in it"),
  T2("MM0312", "freed page table can still be walked"),
  T3("MM0313", "page table freed under a mapping that uses it"),
  T4("MM0314", "page table freed twice"),
  T5("MM0315", "page table left behind"),
  H1("MM0316", "mapping of huge pages cut within one"),
  H2("MM0317", "page table of huge pages shared by a process that may not share it"),
  PG2("MM0321", "fault makes no progress"),
  A1("MM0401", "total_vm, exec_vm, stack_vm or data_vm wrong"),
  A2("MM0402", "rss counter differs from the PTEs"),
  A3("MM0403", "locked_vm differs from the locked VMAs"),
  A5("MM0405", "committed pages differ from the VM_ACCOUNT VMAs"),
  A6("MM0406", "high-water mark of rss or total_vm too low"),
  R3("MM0413", "huge pages lost or gained"),
  R4("MM0414", "open and close calls of a driver VMA do not match"),
  Q5("MM0421", "tlb_flush_pending left behind"),
  F_E("MM0422", "userfaultfd event lost or left over"),
  F_H("MM0423", "architecture's hook not called once, in time, for what was unmapped"),
  F_U("MM0424", "breakpoint in an mm that is said to have none"),
  Q6("MM0425", "notifier of a change in page tables not told of its end"),
  S7("MM0432", "VMA marked VM_DEAD outlives the munmap that marked it"),
  L10("MM0720", "part of a munmap was seen done and the rest was not");

  private final RuleInfo info;

  MmRule(String code, String title) {
    this(code, title, FindingClass.SAFETY);
  }

  MmRule(String code, String title, FindingClass findingClass) {
    this.info = new RuleInfo(code, name().replace('_', '-'), title, findingClass);
  }

  @Override
  public RuleInfo info() {
    return info;
  }
}
