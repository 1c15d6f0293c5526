// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StrategyRecord;

/** Keeps what a listener hears. */
class ListenerLog implements RunListener {
  final List<String> lines = new ArrayList<>();

  /** Files that were found: name to content. */
  final SortedMap<String, String> files = new TreeMap<>();

  /** Whether a line with this text came. */
  synchronized boolean has(String text) {
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  @Override
  public synchronized void note(String line) {
    lines.add("note " + line);
  }

  @Override
  public synchronized void warning(String line) {
    lines.add("warning " + line);
  }

  @Override
  public synchronized void strategyBegins(String strategy) {
    lines.add("begin " + strategy);
  }

  @Override
  public synchronized void stageBegins(String stage, int cases) {
    lines.add("stage " + stage + " " + cases);
  }

  @Override
  public synchronized void announces(String stage, String text) {
    lines.add("announces " + stage);
  }

  @Override
  public synchronized void caseEnds(CaseRecord result) {
    lines.add("case " + result.id() + " " + result.status());
  }

  @Override
  public synchronized void found(String name, String content) {
    lines.add("found " + name);
    files.put(name, content);
  }

  @Override
  public synchronized void output(String task, String text) {
    lines.add("output " + task + ": " + text);
  }

  @Override
  public synchronized void stageEnds(String stage) {
    lines.add("stage ends " + stage);
  }

  @Override
  public synchronized void strategyEnds(StrategyRecord record) {
    lines.add("end " + record.id() + " " + record.verdict());
  }
}
