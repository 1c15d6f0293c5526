// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Arrays;

/** How long calls and faults took while the point was measured; in picoseconds. */
public final class Times {
  private static final int FIRST = 1024;

  private final long[] calls = new long[Site.values().length];
  private final long[] callsPs = new long[Site.values().length];
  private long[] faultsPs = new long[FIRST];
  private int faults;
  private boolean on;

  /** Forgets what was before, and counts from now on. */
  public void begin() {
    Arrays.fill(calls, 0);
    Arrays.fill(callsPs, 0);
    faults = 0;
    on = true;
  }

  /** Counts no longer, for a while. */
  void pause() {
    on = false;
  }

  /** Counts again, after a pause. */
  void resume() {
    on = true;
  }

  /** Counts no longer. */
  public void end() {
    on = false;
  }

  /** Counts a call. */
  public void called(Site site, long ps) {
    if (on) {
      calls[site.ordinal()]++;
      callsPs[site.ordinal()] += ps;
    }
  }

  /** Counts a fault. */
  public void faulted(long ps) {
    if (on) {
      if (faults == faultsPs.length) {
        faultsPs = Arrays.copyOf(faultsPs, 2 * faults);
      }
      faultsPs[faults++] = ps;
    }
  }

  /** The mean time of a call, or -1 if there was none. */
  public long meanPs(Site site) {
    long count = calls[site.ordinal()];
    return count == 0 ? -1 : callsPs[site.ordinal()] / count;
  }

  /** The time of all calls together. */
  public long callsPs() {
    return Arrays.stream(callsPs).sum();
  }

  /** The time of all faults together. */
  public long allFaultsPs() {
    return Arrays.stream(faultsPs, 0, faults).sum();
  }

  /** The latencies of faults, ascending. */
  public long[] faultsPs() {
    long[] sorted = Arrays.copyOf(faultsPs, faults);
    Arrays.sort(sorted);
    return sorted;
  }
}
