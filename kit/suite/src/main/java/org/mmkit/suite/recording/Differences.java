// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.mmkit.mm.uapi.Errno;

/** Compares results of calls with those of the log. */
final class Differences {
  private final TreeMap<String, Replayed.Difference> all = new TreeMap<>();

  void compare(Event event, long result) {
    if (event.error.isEmpty() && event.result == Event.ANY) {
      return;
    }
    String log = event.error.isEmpty() ? word(event, event.result) : event.error;
    String here = word(event, result);
    if (log.equals(here) && (!event.error.isEmpty() || event.result == result)) {
      return;
    }
    String what =
        event.verb.name().toLowerCase(Locale.ROOT)
            + " gave "
            + log
            + " in the log, "
            + (here.equals(log) ? "another one" : here)
            + " here";
    all.merge(
        what,
        new Replayed.Difference(what, 1, event.line),
        (old, fresh) -> new Replayed.Difference(what, old.count() + 1, old.line()));
  }

  private static String word(Event event, long result) {
    if (result < 0 && result > -4096) {
      return Errno.name(result);
    }
    boolean address =
        event.verb == Verb.MMAP || event.verb == Verb.MREMAP || event.verb == Verb.BRK;
    return address ? "an address" : Long.toString(result);
  }

  List<Replayed.Difference> all() {
    return new ArrayList<>(all.values());
  }
}
