// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** The fields of an mm that a lock guards, each with the rule of the era in {@link LockRules}. */
public enum MmField {
  /** The tree of VMAs, and map_count. */
  VMA_TREE(MmRule.D1, MmRule.D2),
  /** Boundaries of attached VMAs. */
  VMA_BOUNDS(MmRule.D1, MmRule.D2),
  VM_FLAGS(MmRule.D1, MmRule.D3),
  /** mm->brk. */
  BRK(MmRule.D1, MmRule.D2),
  LOCKED_VM(MmRule.D1, MmRule.D2),
  /** total_vm, exec_vm, stack_vm, data_vm. */
  TOTAL_VM(MmRule.D9, MmRule.D9),
  /** Upper entries of the page table cleared and tables freed. */
  PGTABLES_FREE(MmRule.D4, MmRule.D4),
  /** A none PTE made present. */
  PTE_INSTALL(MmRule.D5, MmRule.D5);

  final MmRule readRule;
  final MmRule writeRule;

  MmField(MmRule readRule, MmRule writeRule) {
    this.readRule = readRule;
    this.writeRule = writeRule;
  }
}
