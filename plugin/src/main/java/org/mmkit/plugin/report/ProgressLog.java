// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.mmkit.plugin.run.RunListener;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.StrategyRecord;

/**
 * Tells how a verification goes on: in a line that is written over on a terminal, in plain lines
 * elsewhere.
 */
public final class ProgressLog implements RunListener {
  private static final int SHOWN_FAILURES_MAX = 5;
  private static final int SHOWN_SKIPS_MAX = 3;
  private static final int SHOWN_OUTPUT_LINES_MAX = 200;
  private static final int CASES_PER_UPDATE = 10;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Consumer<String> info;
  private final Consumer<String> warn;
  private final Optional<PrintStream> terminal;
  private String strategy = "";
  private String stage = "";
  private final Map<String, StageTally> tallies = new HashMap<>();
  private int outputLines;
  private final Set<String> shown = new HashSet<>();
  private boolean quiet;
  private OwnCases own = OwnCases.NONE;
  private BiConsumer<String, String> keep = (name, content) -> {};
  private BiConsumer<String, String> keepSchedule = (name, content) -> {};

  /**
   * @param terminal where there is one
   */
  public ProgressLog(Consumer<String> info, Consumer<String> warn, Optional<PrintStream> terminal) {
    this.info = info;
    this.warn = warn;
    this.terminal = terminal;
  }

  /** One for a goal that tells the answers itself. */
  public static ProgressLog quiet(Consumer<String> info, Consumer<String> warn) {
    ProgressLog log = new ProgressLog(info, warn, Optional.empty());
    log.quiet = true;
    return log;
  }

  /** Says which cases are the user's own. */
  public ProgressLog knowing(OwnCases cases) {
    own = cases;
    return this;
  }

  /** Says who keeps the programs that are found, by name and content. */
  public void keepBy(BiConsumer<String, String> keeper) {
    keep = keeper;
  }

  /** Says who keeps schedules as soon as they are found, by name and content. */
  public void keepSchedulesBy(BiConsumer<String, String> keeper) {
    keepSchedule = keeper;
  }

  @Override
  public void schedule(String name, String content) {
    keepSchedule.accept(name, content);
  }

  @Override
  public void found(String name, String content) {
    keep.accept(name, content);
  }

  @Override
  public void note(String line) {
    line(info, "mmkit: " + line);
  }

  @Override
  public void warning(String line) {
    line(warn, line);
  }

  @Override
  public void strategyBegins(String name) {
    strategy = name;
    outputLines = 0;
    shown.clear();
    tallies.clear();
  }

  @Override
  public void stageBegins(String name, int cases) {
    stage = name;
    tallies.put(name, new StageTally(cases));
    update();
  }

  @Override
  public void stageGoesOn(String name) {
    stage = name;
  }

  private StageTally tally(String name) {
    return tallies.getOrDefault(name, new StageTally(0));
  }

  @Override
  public void announces(String name, String text) {
    line(info, "mmkit: " + name + ": " + printable(text));
  }

  @Override
  public void caseEnds(CaseRecord result) {
    tally(stage).add(result);
    boolean failed = result.failsTheStrategy() || result.status() == CaseStatus.BROKEN;
    if (!quiet && failed && shown.size() < SHOWN_FAILURES_MAX && shown.add(kind(result))) {
      line(warn, result.status() + " " + stage + "/" + result.id() + ": " + result.headline());
    }
    if (!quiet && result.status() == CaseStatus.SKIP) {
      skipped(result);
    }
    if (tally(stage).done() % CASES_PER_UPDATE == 0) {
      update();
    }
  }

  /** The first ones of a stage, with the reason: a case that nobody ran is no pass. */
  private void skipped(CaseRecord result) {
    int before = tally(stage).count(CaseStatus.SKIP) - 1;
    if (before < SHOWN_SKIPS_MAX) {
      line(info, "SKIP " + stage + "/" + result.id() + ": " + result.headline());
    } else if (before == SHOWN_SKIPS_MAX) {
      line(info, "more skipped cases of stage " + stage + " are in the results");
    }
  }

  @Override
  public void output(String task, String text) {
    text.lines()
        .forEach(
            printed -> {
              if (outputLines++ < SHOWN_OUTPUT_LINES_MAX) {
                line(info, "[" + (task.isEmpty() ? "strategy" : task) + "] " + printable(printed));
              } else if (outputLines == SHOWN_OUTPUT_LINES_MAX + 1) {
                line(warn, "further output of " + strategy + " is not shown");
              }
            });
  }

  @Override
  public void stageEnds(String name) {
    StageTally tally = tally(name);
    if (tally.done() > 0 && !quiet) {
      line(
          info,
          String.format(
              "%-20s %-12s %5d passed %5d failed %5d skipped%s",
              strategy,
              name,
              tally.count(CaseStatus.PASS),
              tally.bad(),
              tally.count(CaseStatus.SKIP),
              tally.disagreeing() == 0
                  ? ""
                  : " " + tally.disagreeing() + " of the generated programs disagree"));
    } else {
      erase();
    }
  }

  @Override
  public void strategyEnds(StrategyRecord record) {
    if (!quiet) {
      line(
          info,
          String.format("%-20s %s", record.id(), record.verdict() + own.behindVerdict(record)));
    }
  }

  /** What failed; the same thing again says nothing new. */
  private static String kind(CaseRecord result) {
    return result
        .unsafe()
        .map(finding -> finding.broken().code())
        .orElse(result.status() == CaseStatus.BROKEN ? "broken" : "result");
  }

  private void update() {
    terminal.ifPresent(
        out -> {
          out.print(
              ERASE_LINE
                  + strategy
                  + " "
                  + stage
                  + " "
                  + tally(stage).done()
                  + "/"
                  + tally(stage).expected());
          out.flush();
        });
  }

  private void line(Consumer<String> to, String text) {
    erase();
    to.accept(text);
  }

  private void erase() {
    terminal.ifPresent(
        out -> {
          out.print(ERASE_LINE);
          out.flush();
        });
  }

  /** What a strategy prints must not move the cursor of the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\u0080-\u009f]", "?");
  }
}
