// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Lines as {@code trace-cmd report} prints them for the tracer function_graph, such as those of the
 * cover letter of 2018. A function that calls no other is one line; any other has one for its entry
 * and one for its return. Seconds are virtual.
 */
final class FunctionGraph {
  private static final long PS_PER_NS = 1000;
  private static final long NS_PER_US = 1000;
  private static final long US_PER_S = 1_000_000;

  /** From so many us on a line is marked. */
  private static final long MARKED_US = 10;

  private static final long MARKED_MORE_US = 100;

  /** A duration has so many digits, as far as the whole number leaves room for a fraction. */
  private static final int DIGITS = 7;

  private static final int FRACTION_DIGITS = 3;
  private static final String INDENT = "  ";

  /** Task ids begin at 0, process ids of programs do not. */
  private static final int FIRST_PID = 1000;

  private record Line(long ps, int task, String text) {}

  private final List<Line> lines = new ArrayList<>();

  private FunctionGraph() {}

  static String of(List<Call> calls, int cpus) {
    FunctionGraph graph = new FunctionGraph();
    calls.forEach(call -> graph.add(call, ""));
    graph.lines.sort(Comparator.comparingLong(Line::ps).thenComparingInt(Line::task));
    StringBuilder text = new StringBuilder("cpus=" + cpus + "\n");
    graph.lines.forEach(line -> text.append(line.text).append('\n'));
    return text.toString();
  }

  private void add(Call call, String indent) {
    Span span = call.span();
    String function = indent + span.function() + "()";
    if (call.inner().isEmpty()) {
      line(span, span.fromPs(), "funcgraph_entry:", duration(span), function + ";");
    } else {
      line(span, span.fromPs(), "funcgraph_entry:", String.format("%13s", ""), function + " {");
      call.inner().forEach(inner -> add(inner, indent + INDENT));
      line(span, span.toPs(), "funcgraph_exit:", duration(span), indent + "}");
    }
  }

  private void line(Span span, long ps, String event, String duration, String text) {
    long us = ps / PS_PER_NS / NS_PER_US;
    lines.add(
        new Line(
            ps,
            span.track().id(),
            String.format(
                Locale.ROOT,
                "%16s-%-5d [%03d] %5d.%06d: %-22s%s|  %s",
                span.track().name(),
                FIRST_PID + span.track().id(),
                span.track().cpu(),
                us / US_PER_S,
                us % US_PER_S,
                event,
                duration,
                text)));
  }

  private static String duration(Span span) {
    return duration((span.toPs() - span.fromPs()) / PS_PER_NS);
  }

  /** The field between the name of the event and the bar. */
  static String duration(long ns) {
    long us = ns / NS_PER_US;
    String whole = Long.toString(us);
    String mark = us >= MARKED_MORE_US ? "!" : us >= MARKED_US ? "+" : " ";
    if (whole.length() >= DIGITS) {
      return mark + whole + " us ";
    }
    String fraction = String.format(Locale.ROOT, "%03d", ns % NS_PER_US);
    String kept = fraction.substring(0, Math.min(FRACTION_DIGITS, DIGITS - whole.length()));
    String text = mark + " " + whole + "." + kept + " us";
    return String.format("%-12s ", text);
  }
}
