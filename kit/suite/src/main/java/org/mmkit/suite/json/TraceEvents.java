// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events of the Trace Event Format, which Perfetto and chrome://tracing open. Times are in ns. */
public final class TraceEvents {
  private static final int NS_DIGITS = 3;
  private final List<Object> events = new ArrayList<>();

  /** The name of a process. */
  public void process(long pid, String name) {
    event("M", "process_name", pid, 0).put("args", Map.of("name", name));
  }

  /** The name of a thread. */
  public void thread(long pid, long tid, String name) {
    event("M", "thread_name", pid, tid).put("args", Map.of("name", name));
  }

  /** Something of a thread from its beginning to its end; such things of a thread nest. */
  public void slice(
      long pid, long tid, String name, long fromNs, long toNs, Map<String, ?> arguments) {
    Map<String, Object> slice = event("X", name, pid, tid);
    slice.put("ts", us(fromNs));
    slice.put("dur", us(toNs - fromNs));
    if (!arguments.isEmpty()) {
      slice.put("args", arguments);
    }
  }

  /**
   * Something that need not nest with others: its beginning or its end.
   *
   * @param begins which of the two
   * @param id the same for both, and for no others of the category
   */
  public void async(
      boolean begins, String category, String id, String name, long pid, long tid, long atNs) {
    Map<String, Object> async = event(begins ? "b" : "e", name, pid, tid);
    async.put("cat", category);
    async.put("id", id);
    async.put("ts", us(atNs));
  }

  /** A number that has a value from a time on. */
  public void counter(long pid, String name, long atNs, long value) {
    Map<String, Object> counter = event("C", name, pid, 0);
    counter.put("ts", us(atNs));
    counter.put("args", Map.of(name, value));
  }

  /** The file. */
  public String json() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("displayTimeUnit", "ns");
    file.put("traceEvents", events);
    return Json.compact(file);
  }

  private Map<String, Object> event(String phase, String name, long pid, long tid) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("ph", phase);
    event.put("name", name);
    event.put("pid", pid);
    event.put("tid", tid);
    events.add(event);
    return event;
  }

  /** The format's unit: microseconds, with a fraction where there is one. */
  private static Object us(long ns) {
    return ns % 1000 == 0 ? (Object) (ns / 1000) : BigDecimal.valueOf(ns, NS_DIGITS);
  }
}
