// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.live;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of the mmap_lock tracepoints. A downgrade shows as a lock that is acquired for
 * reading by the task that holds it for writing; see {@code __mmap_lock_trace_acquire_returned} in
 * {@code include/linux/mmap_lock.h}.
 */
final class LockTrace {
  private static final Pattern EVENT =
      Pattern.compile(
          "\\s(\\d+): mmap_lock_(acquire_returned|released): mm=(\\S+) .*write=(true|false)"
              + "(?: success=(true|false))?");

  private static final double NS_PER_MS = 1_000_000;

  private LockTrace() {}

  /**
   * How long one operation held the lock, in nanoseconds.
   *
   * @param writeNs for writing
   * @param readNs for reading, after that
   */
  record Held(long writeNs, long readNs) {}

  /** The holds of each operation among these lines. */
  static List<Held> read(List<String> lines) {
    List<Held> all = new ArrayList<>();
    long ticksPerMs = 1;
    Times times = new Times();
    for (String line : lines) {
      if (line.startsWith("ticks ")) {
        ticksPerMs = Long.parseLong(line.substring("ticks ".length()));
      } else if (line.equals("op begins")) {
        times = new Times();
      } else if (line.startsWith("op ends")) {
        all.add(new Held(ns(times.write, ticksPerMs), ns(times.read, ticksPerMs)));
      } else {
        Matcher event = EVENT.matcher(line);
        if (event.find()) {
          times.see(event);
        }
      }
    }
    return all;
  }

  private static long ns(long ticks, long ticksPerMs) {
    return Math.round(ticks * NS_PER_MS / ticksPerMs);
  }

  /** The ticks of one operation's holds; the process has one address space and one thread. */
  private static final class Times {
    private long write;
    private long read;
    private long writeSince = -1;
    private long readSince = -1;

    void see(Matcher event) {
      long at = Long.parseLong(event.group(1));
      boolean writes = event.group(4).equals("true");
      if (event.group(2).equals("acquire_returned")) {
        acquired(at, writes);
      } else if (writes && writeSince >= 0) {
        write += at - writeSince;
        writeSince = -1;
      } else if (!writes && readSince >= 0) {
        read += at - readSince;
        readSince = -1;
      }
    }

    private void acquired(long at, boolean writes) {
      if (writes) {
        writeSince = at;
        return;
      }
      if (writeSince >= 0) {
        write += at - writeSince;
        writeSince = -1;
      }
      readSince = at;
    }
  }
}
