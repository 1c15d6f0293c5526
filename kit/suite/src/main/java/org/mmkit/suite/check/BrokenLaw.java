// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.Objects;
import java.util.regex.Pattern;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.spec.Explanation;

/** Which of the rules L1 to L6 a result breaks that no order of the calls explains. */
final class BrokenLaw {
  private static final Pattern ERROR = Pattern.compile("E[A-Z0-9]+");

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
    Call call = unexplained.operation().call();
    String result = Objects.requireNonNull(unexplained.operation().result());
    if (call.is(CallKind.KERNEL_ACCESS) || call.is(CallKind.PINNED_ACCESS)) {
      return SpecRule.L5;
    }
    boolean succeeded = result.equals("OK");
    // A range that is not free because munmap refused it is what L3 is about.
    boolean isWrongItself =
        call.is(CallKind.ASKS_STRATEGY)
            ? mustFail(unexplained) || aim != SpecRule.L3 && failsForNothing(unexplained, result)
            : mustFail(unexplained) && aim == SpecRule.S2 && succeeded;
    if (isWrongItself) {
      return SpecRule.C1;
    }
    if (aim == SpecRule.L9 || !call.is(CallKind.SEES_PAGES)) {
      return aim;
    }
    if (result.contains("SEGV")) {
      return aim == SpecRule.L6 ? aim : SpecRule.L4;
    }
    boolean onlySegv = unexplained.legal().stream().allMatch(legal -> legal.startsWith("SEGV"));
    return onlySegv && !unexplained.legal().isEmpty() ? SpecRule.L2 : SpecRule.L1;
  }

  private static boolean mustFail(Explanation.Unexplained unexplained) {
    return !unexplained.legal().isEmpty()
        && unexplained.legal().stream().allMatch(BrokenLaw::isError);
  }

  private static boolean failsForNothing(Explanation.Unexplained unexplained, String result) {
    return !unexplained.legal().isEmpty() && isError(result);
  }

  private static boolean isError(String result) {
    return ERROR.matcher(result).matches();
  }
}
