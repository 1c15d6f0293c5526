// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.unmap.UnmapStrategy;

/**
 * A case failed. The message ends in the diagram of the run, if there is one. The stack has the
 * line of the strategy in which it showed, so that an IDE opens it; the cause is what the strategy
 * threw, if it threw.
 */
final class CaseFailure extends AssertionError {
  private static final long serialVersionUID = 1L;
  private static final Pattern SOURCE = Pattern.compile("(\\w+)\\.java:(\\d{1,9})");

  CaseFailure(
      CaseRecord result, Class<? extends UnmapStrategy> strategy, @Nullable Throwable cause) {
    super(text(result, cause), cause);
    setStackTrace(stack(result, strategy));
  }

  private static String text(CaseRecord result, @Nullable Throwable cause) {
    List<String> lines = new ArrayList<>();
    lines.add(result.message());
    if (cause != null && cause.getMessage() != null) {
      lines.add(cause.getMessage());
    }
    result.findings().stream()
        .filter(finding -> finding.evidence().isPresent())
        .findFirst()
        .ifPresent(
            finding -> {
              lines.addAll(EvidenceText.lines(finding.evidence().orElseThrow()));
              lines.add("replay: " + finding.replay());
            });
    return String.join("\n", lines);
  }

  /** The lines of the findings, as elements in the package of the strategy. */
  private static StackTraceElement[] stack(
      CaseRecord result, Class<? extends UnmapStrategy> strategy) {
    List<StackTraceElement> stack = new ArrayList<>();
    for (FindingRecord finding : result.findings()) {
      Optional<String> source = finding.place().source();
      Matcher line = SOURCE.matcher(source.orElse(""));
      if (line.matches()) {
        String type = outermost(strategy).getPackageName() + "." + line.group(1);
        StackTraceElement element =
            new StackTraceElement(
                type, "munmap", line.group(1) + ".java", Integer.parseInt(line.group(2)));
        if (!stack.contains(element)) {
          stack.add(element);
        }
      }
    }
    return stack.toArray(StackTraceElement[]::new);
  }

  private static Class<?> outermost(Class<?> type) {
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    return outer;
  }
}
