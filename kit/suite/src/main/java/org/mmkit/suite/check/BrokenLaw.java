// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.Set;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.spec.Explanation;

/** Which of the rules L1 to L6 a result breaks that no order of the calls explains. */
final class BrokenLaw {
  private static final Set<String> USER_ACCESS = Set.of("r", "w", "xc", "fork");
  private static final Set<String> KERNEL_ACCESS =
      Set.of("gup", "gupf", "guest", "pinned", "pvr", "pvw", "rd", "wr", "memrd", "memwr");

  private BrokenLaw() {}

  /** The rule that the program is after. */
  static SpecRule aimOf(Program program) {
    for (SpecRule rule : SpecRule.values()) {
      if (program.aims().contains(rule.id())) {
        return rule;
      }
    }
    return SpecRule.C1;
  }

  static SpecRule of(Program program, Explanation.Unexplained unexplained) {
    SpecRule aim = aimOf(program);
    String call = unexplained.operation().call().name();
    String result = unexplained.operation().result();
    if (KERNEL_ACCESS.contains(call)) {
      return SpecRule.L5;
    }
    if (aim == SpecRule.L9 || !USER_ACCESS.contains(call)) {
      return aim;
    }
    if (result.contains("SEGV")) {
      return aim == SpecRule.L6 ? aim : SpecRule.L4;
    }
    boolean onlySegv = unexplained.legal().stream().allMatch(legal -> legal.startsWith("SEGV"));
    return onlySegv && !unexplained.legal().isEmpty() ? SpecRule.L2 : SpecRule.L1;
  }
}
