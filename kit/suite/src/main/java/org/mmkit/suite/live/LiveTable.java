// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mmkit.suite.perf.ModelHold;

/** Rows of what was measured, and of what the model says beside it. */
final class LiveTable {
  private static final double NS_PER_US = 1000;
  private static final String FORMAT = "%-10s %-8s %12s %14s %7s %7s %7s";
  private static final List<String> SECOND = List.of("reader", "writer", "fault");

  private final List<String> lines = new ArrayList<>();
  private final SortedMap<String, Long> measures = new TreeMap<>();

  LiveTable() {
    line("", "", "written, us", "then read, us", SECOND);
  }

  /** A row of the kernel's; what could not be measured is a dash. */
  void kernel(String operation, String size, LiveHold live) {
    List<LockTrace.Held> held = live.held();
    Waits waits = live.waits();
    String write = "-";
    String read = "-";
    if (!held.isEmpty()) {
      long writeNs = median(held.stream().map(LockTrace.Held::writeNs).toList());
      long readNs = median(held.stream().map(LockTrace.Held::readNs).toList());
      write = us(writeNs);
      read = us(readNs);
      put(operation, size, "write_hold_ns", writeNs);
      put(operation, size, "read_hold_ns", readNs);
    }
    waits.longestNs().forEach((kind, ns) -> put(operation, size, kind + "_wait_ns", ns));
    waits.windowNs().forEach((kind, ns) -> put(operation, size, kind + "_window_ns", ns));
    line(operation, size, write, read, SECOND.stream().map(waits::share).toList());
  }

  /** The model's row below it, with the waits of a second task or without. */
  void model(String operation, String size, ModelHold.Figures figures, boolean waits) {
    put(operation, size, "model_write_hold_ns", figures.writeNs());
    put(operation, size, "model_read_hold_ns", figures.readNs());
    List<Long> each =
        List.of(figures.readerWaitNs(), figures.writerWaitNs(), figures.faultWaitNs());
    if (waits) {
      put(operation, size, "model_window_ns", figures.leftNs());
      for (int i = 0; i < SECOND.size(); i++) {
        put(operation, size, "model_" + SECOND.get(i) + "_wait_ns", each.get(i));
      }
    }
    line(
        "  model",
        "",
        us(figures.writeNs()),
        us(figures.readNs()),
        each.stream().map(ns -> waits ? share(ns, figures.leftNs()) : "-").toList());
  }

  private void put(String operation, String size, String name, long ns) {
    measures.put(HostStage.caseId(operation, size).replace('-', '.') + "." + name, ns);
  }

  private static String share(long waitNs, long windowNs) {
    return String.format(Locale.ROOT, "%.2f", (double) waitNs / windowNs);
  }

  private void line(String operation, String size, String write, String read, List<String> second) {
    lines.add(
        String.format(
            Locale.ROOT,
            FORMAT,
            operation,
            size,
            write,
            read,
            second.get(0),
            second.get(1),
            second.get(2)));
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

  /** All numbers of it, by operation, size and what they are. */
  SortedMap<String, Long> measures() {
    return measures;
  }
}
