// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the calls of a log have done to an address space so far, by range. */
final class Segments {
  private final TreeMap<Long, Segment> byStart = new TreeMap<>();

  /** Who is told of others that have changed or touched a range before. */
  interface Before {
    void tell(int task, int done);
  }

  Segments copy() {
    Segments copy = new Segments();
    byStart.forEach((start, segment) -> copy.byStart.put(start, segment.to(segment.end)));
    return copy;
  }

  /** The segment of an address; null if no call has changed it yet. */
  @Nullable Segment at(long address) {
    Map.Entry<Long, Segment> below = byStart.floorEntry(address);
    return below != null && below.getValue().end > address ? below.getValue() : null;
  }

  /** A call maps or unmaps a range. */
  void change(long start, long end, boolean mapped, int task, int done, Before before) {
    Collection<Segment> old = within(start, end);
    old.forEach(segment -> tell(segment, before));
    old.clear();
    byStart.put(start, new Segment(end, mapped, task, done));
  }

  /** A call does something to what is mapped in a range. */
  void use(long start, long end, int task, int done, Before before) {
    for (Segment segment : within(start, end)) {
      tell(segment, before);
      segment.write(task, done);
    }
  }

  /** Somebody needs all of it as it is. */
  void all(Before before) {
    byStart.values().forEach(segment -> before.tell(segment.writer, segment.writerDone));
  }

  private static void tell(Segment segment, Before before) {
    before.tell(segment.writer, segment.writerDone);
    for (int i = 0; i < segment.readers.length; i += 2) {
      before.tell(segment.readers[i], segment.readers[i + 1]);
    }
  }

  /** The segments of a range, cut at its ends; a view. */
  private Collection<Segment> within(long start, long end) {
    cut(start);
    cut(end);
    return byStart.subMap(start, end).values();
  }

  private void cut(long at) {
    Map.Entry<Long, Segment> below = byStart.lowerEntry(at);
    if (below != null && below.getValue().end > at) {
      Segment segment = below.getValue();
      byStart.put(at, segment.to(segment.end));
      segment.end = at;
    }
  }
}
