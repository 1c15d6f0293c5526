// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.mmkit.mm.Lab.BASE;

import org.mmkit.mm.proc.SystemInvariants;

/** Where a body that breaks a rule finds what it breaks, and the locks to break it under. */
final class RuleSetting {
  private RuleSetting() {}

  static VmArea vma(Lab lab) {
    for (int i = 0; i < lab.mm().vmas().size(); i++) {
      if (lab.mm().vmas().at(i).start() == BASE) {
        return lab.mm().vmas().at(i);
      }
    }
    throw new AssertionError("no VMA at the base");
  }

  static PteTable table(Lab lab) {
    return lab.mm().pageTables().find(BASE);
  }

  static int frame(Lab lab) {
    return Pte.frame(table(lab).get(0));
  }

  static void reading(Lab lab, Runnable work) {
    lab.mm().mmapSem().downRead();
    work.run();
    lab.mm().mmapSem().upRead();
  }

  static void writing(Lab lab, Runnable work) {
    lab.mm().mmapSem().downWrite();
    work.run();
    lab.mm().mmapSem().upWrite();
  }

  static void quiesce(Lab lab, Runnable work) {
    work.run();
    Invariants.checkQuiescent(lab.mm());
  }

  static void atRest(Lab lab, Runnable work) {
    work.run();
    SystemInvariants.check(lab.kernel);
  }
}
