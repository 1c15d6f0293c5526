// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.suite.json.TraceEvents;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.Moment;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * The drawn runs in the Trace Event Format, which Perfetto and chrome://tracing open: a track for
 * each task, one microsecond for each visible step, and a track for each counter.
 */
public final class ChromeTrace {
  /** The folder, within that of the results. */
  public static final String FOLDER = "trace";

  private static final String COUNT = "count ";
  private static final long PROCESS = 1;
  private static final long NS_PER_STEP = 1000;

  private ChromeTrace() {}

  /** Name of file to content: a file for each cause whose run was recorded. */
  public static Map<String, String> files(RunRecord run) {
    Map<String, String> files = new TreeMap<>();
    for (StrategyRecord strategy : run.strategies()) {
      for (CauseCard card : new CauseReport(strategy, run.seed(), Sources.none()).cards()) {
        card.evidence()
            .filter(evidence -> evidence.moments().size() > 1)
            .ifPresent(evidence -> files.put(card.anchor() + ".json", write(evidence)));
      }
    }
    return files;
  }

  static String write(Evidence evidence) {
    TraceEvents events = new TraceEvents();
    for (int i = 0; i < evidence.tasks().size(); i++) {
      events.thread(PROCESS, i, evidence.tasks().get(i));
    }
    long step = 0;
    for (Moment moment : evidence.moments()) {
      long ns = step * NS_PER_STEP;
      if (step > 0) {
        int task = evidence.tasks().indexOf(moment.task());
        events.slice(PROCESS, task, moment.did(), ns, ns + NS_PER_STEP, args(moment));
      }
      counters(moment, ns, events);
      step++;
    }
    return events.json();
  }

  private static void counters(Moment moment, long ns, TraceEvents events) {
    moment
        .changes()
        .forEach(
            (name, value) -> {
              if (name.startsWith(COUNT) && value.matches("-?\\d{1,18}")) {
                events.counter(PROCESS, name.substring(COUNT.length()), ns, Long.parseLong(value));
              }
            });
  }

  private static Map<String, Object> args(Moment moment) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("call", moment.call());
    args.put("line", moment.source());
    moment.changes().forEach(args::put);
    return args;
  }
}
