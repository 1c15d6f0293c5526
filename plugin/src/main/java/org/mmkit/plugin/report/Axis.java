// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.List;
import java.util.TreeSet;

/** A logarithmic axis from the least to the greatest value that it was told. */
final class Axis {
  private final int from;
  private final int to;
  private final TreeSet<Long> values = new TreeSet<>();

  Axis(int from, int to) {
    this.from = from;
    this.to = to;
  }

  void include(long value) {
    values.add(value);
  }

  /** Where a value is. */
  int at(long value) {
    // StrictMath: the same picture on every JDK.
    double low = StrictMath.log10(values.first());
    double high = StrictMath.log10(values.last());
    double share = high == low ? 0.5 : (StrictMath.log10(value) - low) / (high - low);
    return from + (int) StrictMath.rint(share * (to - from));
  }

  /** Its ends, and nothing between. */
  List<PerfCurve.Label> labels() {
    return List.of(values.first(), values.last()).stream()
        .distinct()
        .map(value -> new PerfCurve.Label(at(value), PerfTable.number(value)))
        .toList();
  }
}
