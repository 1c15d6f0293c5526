// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mmkit.suite.perf.ModelHold;

/** Rows of what was measured, and of what the model says beside it. */
final class LiveTable {
  private static final double NS_PER_US = 1000;
  private static final String FORMAT = "%-22s %-8s %12s %14s %7s %7s %7s";

  private final List<String> lines = new ArrayList<>();

  LiveTable() {
    lines.add(
        String.format(
            Locale.ROOT,
            FORMAT,
            "",
            "",
            "written, us",
            "then read, us",
            "reader",
            "writer",
            "fault"));
  }

  /** A row of the kernel's; what could not be measured is a dash. */
  void kernel(String operation, String size, List<LockTrace.Held> held, Waits waits) {
    row(
        operation,
        size,
        held.isEmpty() ? "-" : us(median(held.stream().map(LockTrace.Held::writeNs).toList())),
        held.isEmpty() ? "-" : us(median(held.stream().map(LockTrace.Held::readNs).toList())),
        waits);
  }

  /** A row of the model's, with the waits of a second task or without. */
  void model(String strategy, String size, ModelHold.Figures figures, boolean waits) {
    lines.add(
        String.format(
                Locale.ROOT,
                FORMAT,
                "model: " + strategy,
                size,
                us(figures.writeNs()),
                us(figures.readNs()),
                "",
                waits ? share(figures.writerWaitNs(), figures) : "",
                waits ? share(figures.faultWaitNs(), figures) : "")
            .stripTrailing());
  }

  private static String share(long waitNs, ModelHold.Figures figures) {
    return String.format(Locale.ROOT, "%.2f", (double) waitNs / figures.leftNs());
  }

  private void row(String operation, String size, String write, String read, Waits waits) {
    lines.add(
        String.format(
            Locale.ROOT,
            FORMAT,
            operation,
            size,
            write,
            read,
            waits.share("reader"),
            waits.share("writer"),
            waits.share("fault")));
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
  }

  private static String us(long ns) {
    return String.format(Locale.ROOT, "%.1f", ns / NS_PER_US);
  }

  /** The whole table. */
  String text() {
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }
}
