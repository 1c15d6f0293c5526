// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.Task;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.TraceFormat;
import org.mmkit.suite.load.LoadWatch;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Site;

/**
 * Looks on at a point and tells what happened. Locks are counted to the end of the measurement; of
 * calls the first thousands are kept, so that a file stays below a megabyte.
 */
public final class PointTrace implements LoadWatch {
  private static final int KEPT = 2000;

  private final Point point;
  private final MachineProfile profile;
  private final List<Hold> holds = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();

  /**
   * @param profile of the machine that it runs on
   */
  public PointTrace(Point point, MachineProfile profile) {
    this.point = point;
    this.profile = profile;
  }

  @Override
  public void call(Task task, Site site, long fromPs, long toPs) {
    keep(new Span(Track.of(task), KernelNames.entry(site), fromPs, toPs, true));
  }

  @Override
  public void gather(Task task, Site site, long fromPs, long toPs) {
    keep(new Span(Track.of(task), KernelNames.gather(site), fromPs, toPs, false));
  }

  private void keep(Span span) {
    if (spans.size() < KEPT) {
      spans.add(span);
    }
  }

  @Override
  public void hold(LockHold hold, Site site) {
    holds.add(Hold.of(hold, site));
  }

  /** What was seen, in some formats. */
  public Map<TraceFormat, String> texts(List<TraceFormat> formats) {
    Map<TraceFormat, String> texts = new EnumMap<>(TraceFormat.class);
    for (TraceFormat format : formats) {
      texts.put(format, text(format));
    }
    return texts;
  }

  private String text(TraceFormat format) {
    return switch (format) {
      case LOCK_STAT -> LockStat.of(holds);
      case FUNCTION_GRAPH -> FunctionGraph.of(calls(), profile.cpus());
      case CHROME -> LoadEvents.of(point, profile, calls(), holds);
    };
  }

  private List<Call> calls() {
    return Call.trees(spans, holds, profile);
  }
}
