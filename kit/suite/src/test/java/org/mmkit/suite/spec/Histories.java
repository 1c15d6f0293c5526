// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;

/**
 * Histories written by hand: {@code "T1 1-10 unmap(0,2) => OK"} is a call of T1 from 1 to 10,
 * {@code "T1 1- unmap(0,2)"} one that never returned, {@code "after maps() => []"} a step after the
 * tasks.
 */
final class Histories {

  private static final Pattern TASK =
      Pattern.compile("T([1-4]) ([0-9]+)-([0-9]*) (.*?)(?: => (.*))?");
  private static final Pattern AFTER = Pattern.compile("after (.*?)(?: => (.*))?");
  private static final long AFTER_TIME = 1000;

  private Histories() {}

  static List<Operation> of(String... lines) {
    List<Operation> operations = new ArrayList<>();
    for (String line : lines) {
      Matcher task = TASK.matcher(line);
      Matcher after = AFTER.matcher(line);
      if (task.matches()) {
        operations.add(task(task));
      } else if (after.matches()) {
        long time = AFTER_TIME + 10L * operations.size();
        String result = after.group(2) == null ? "OK" : after.group(2);
        operations.add(Operation.completed(0, call(after.group(1)), result, time, time + 5));
      } else {
        throw new IllegalArgumentException(line);
      }
    }
    return operations;
  }

  private static Operation task(Matcher matcher) {
    int task = Integer.parseInt(matcher.group(1));
    long invoked = Long.parseLong(matcher.group(2));
    Call call = call(matcher.group(4));
    if (matcher.group(3).isEmpty()) {
      return Operation.pending(task, call, invoked);
    }
    String result = matcher.group(5) == null ? "OK" : matcher.group(5);
    return Operation.completed(task, call, result, invoked, Long.parseLong(matcher.group(3)));
  }

  private static Call call(String text) {
    String[] lines =
        text.startsWith("wait") || text.startsWith("kill")
            ? new String[] {"@H-1 | t | race", "T1: " + text.replace("wait", "post"), "T2: " + text}
            : new String[] {"@H-1 | t | P1", text};
    Program program = CaseParser.parse("h.cases", String.join("\n", lines)).get(0);
    return program.allSteps().get(program.allSteps().size() - 1).call();
  }

  /** What is said of a history after a set-up. */
  static Explanation judge(SpecState setup, String... lines) {
    return new Linearizability(setup).explain(of(lines));
  }
}
