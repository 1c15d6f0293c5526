// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.suite.json.Json;
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
    List<Object> events = new ArrayList<>();
    for (int i = 0; i < evidence.tasks().size(); i++) {
      Map<String, Object> name = event("M", "thread_name", i);
      name.put("args", Map.of("name", evidence.tasks().get(i)));
      events.add(name);
    }
    long step = 0;
    for (Moment moment : evidence.moments()) {
      if (step > 0) {
        Map<String, Object> slice =
            event("X", moment.did(), evidence.tasks().indexOf(moment.task()));
        slice.put("ts", step);
        slice.put("dur", 1L);
        slice.put("args", args(moment));
        events.add(slice);
      }
      counters(moment, step, events);
      step++;
    }
    return Json.compact(Map.of("traceEvents", events));
  }

  private static void counters(Moment moment, long step, List<Object> events) {
    moment
        .changes()
        .forEach(
            (name, value) -> {
              if (name.startsWith(COUNT) && value.matches("-?\\d{1,18}")) {
                String counter = name.substring(COUNT.length());
                Map<String, Object> event = event("C", counter, 0);
                event.put("ts", step);
                event.put("args", Map.of(counter, Long.parseLong(value)));
                events.add(event);
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

  private static Map<String, Object> event(String phase, String name, int task) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("ph", phase);
    event.put("name", name);
    event.put("pid", 1L);
    event.put("tid", (long) task);
    return event;
  }
}
