// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.json.TraceEvents;
import org.mmkit.suite.load.Point;

/**
 * A measured point in the Trace Event Format: a track for each task with its calls, and one for
 * each semaphore with those who hold it.
 */
final class LoadEvents {
  private static final long TASKS = 1;
  private static final long LOCKS = 2;
  private static final long PS_PER_NS = 1000;

  /** As many as calls are kept, so that a file stays below a megabyte. */
  private static final int HOLDS_KEPT = 1500;

  private final TraceEvents events = new TraceEvents();

  private LoadEvents() {}

  static String of(Point point, MachineProfile profile, List<Call> calls, List<Hold> holds) {
    LoadEvents load = new LoadEvents();
    load.events.process(TASKS, "tasks of " + point.name() + " on " + profile.name());
    load.tasks(calls);
    calls.forEach(load::call);
    long fromPs = calls.stream().mapToLong(call -> call.span().fromPs()).min().orElse(0);
    long toPs = calls.stream().mapToLong(call -> call.span().toPs()).max().orElse(0);
    load.locks(holds.stream().filter(h -> h.fromPs() >= fromPs && h.toPs() <= toPs).toList());
    return load.events.json();
  }

  private void tasks(List<Call> calls) {
    TreeMap<Integer, String> names = new TreeMap<>();
    calls.forEach(call -> names.put(call.span().track().id(), call.span().track().name()));
    names.forEach((id, name) -> events.thread(TASKS, id, name));
  }

  private void call(Call call) {
    Span span = call.span();
    Map<String, Long> cpu = span.isCall() ? Map.of("cpu", (long) span.track().cpu()) : Map.of();
    events.slice(
        TASKS, span.track().id(), span.function(), ns(span.fromPs()), ns(span.toPs()), cpu);
    call.inner().forEach(this::call);
  }

  private void locks(List<Hold> holds) {
    List<Hold> ordered = new ArrayList<>(holds);
    ordered.sort(Comparator.comparingLong(Hold::fromPs).thenComparing(h -> h.track().id()));
    events.process(LOCKS, "semaphores");
    Map<Long, Long> tracks = new LinkedHashMap<>();
    int kept = 0;
    for (Hold hold : ordered.subList(0, Math.min(HOLDS_KEPT, ordered.size()))) {
      Long track = tracks.get(hold.lock());
      if (track == null) {
        track = (long) tracks.size();
        tracks.put(hold.lock(), track);
        events.thread(LOCKS, track, hold.lockClass() + " " + track);
      }
      String name = hold.track().name() + (hold.writes() ? " writes" : " reads");
      String id = "hold " + kept++;
      events.async(true, hold.lockClass(), id, name, LOCKS, track, ns(hold.fromPs()));
      events.async(false, hold.lockClass(), id, name, LOCKS, track, ns(hold.toPs()));
    }
  }

  private static long ns(long ps) {
    return ps / PS_PER_NS;
  }
}
