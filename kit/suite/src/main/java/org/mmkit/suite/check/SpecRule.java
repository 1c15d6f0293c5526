// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import org.mmkit.machine.FindingClass;
import org.mmkit.machine.Rule;
import org.mmkit.machine.RuleInfo;

/** The rules of the sequential specification and of legal concurrent outcomes (section 6). */
public enum SpecRule implements Rule {
  C1("MM0701", "result of a call differs from the kernel's"),
  L1("MM0711", "access during munmap saw neither the content nor SIGSEGV"),
  L2("MM0712", "page can be accessed after munmap returned"),
  L3("MM0713", "range is not available after munmap returned"),
  L4("MM0714", "munmap removed a mapping that was made after it took effect"),
  L5("MM0715", "kernel access during munmap saw neither the content nor EFAULT"),
  L6("MM0716", "access during mmap(MAP_FIXED) saw neither the old page nor the new"),
  L9("MM0719", "SIGSEGV or a wrong byte while the page was mapped"),
  S2("MM0722", "munmap failed and changed something all the same"),
  PF1("MM0751", "exclusive hold of mmap_sem grows with the range", FindingClass.PERFORMANCE),
  PF2("MM0752", "reader waits for a zap that readers may run beside", FindingClass.PERFORMANCE),
  PF3("MM0753", "TLBs flushed beyond what was unmapped", FindingClass.PERFORMANCE),
  PF4("MM0754", "mmap_sem kept although others were known to wait", FindingClass.PERFORMANCE),
  PF5("MM0755", "munmap slower than with the lock held exclusively", FindingClass.PERFORMANCE),
  PF6("MM0756", "CPU kept for long without a rescheduling point", FindingClass.PERFORMANCE),
  PF7("MM0757", "TLBs flushed more often than batches of pages ask for", FindingClass.PERFORMANCE),
  PF8("MM0758", "more mmu_gathers opened than a range needs", FindingClass.PERFORMANCE),
  PF9("MM0759", "VMA split that the range does not cut", FindingClass.PERFORMANCE),
  PF10("MM0760", "mmap_sem taken more than once for one munmap", FindingClass.PERFORMANCE);

  private final RuleInfo info;

  SpecRule(String code, String title) {
    this(code, title, FindingClass.SAFETY);
  }

  SpecRule(String code, String title, FindingClass findingClass) {
    this.info = new RuleInfo(code, name(), title, findingClass);
  }

  @Override
  public RuleInfo info() {
    return info;
  }
}
