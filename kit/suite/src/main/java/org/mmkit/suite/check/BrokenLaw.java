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
    boolean isWrongItself =
        call.is(CallKind.ASKS_STRATEGY)
            ? mustFail(unexplained) || failsForNothing(unexplained, result, aim)
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

  /**
   * Whether the error of a munmap is what is wrong. A range that is not free since munmap refused
   * it is what L3 is about, and an effect of one that failed what S2 is; a signal explains EINTR.
   */
  private static boolean failsForNothing(
      Explanation.Unexplained unexplained, String result, SpecRule aim) {
    return !unexplained.legal().isEmpty()
        && isError(result)
        && !result.equals("EINTR")
        && aim != SpecRule.L3
        && aim != SpecRule.S2;
  }

  private static boolean isError(String result) {
    return ERROR.matcher(result).matches();
  }
}
