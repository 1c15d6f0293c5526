// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.Objects;
import org.mmkit.suite.record.PlainText;

/**
 * Something in the student's classes that a strategy had better not do.
 *
 * @param kind what it is
 * @param place the line of the source, such as {@code MyUnmap.java:12}
 * @param what the thing itself, such as {@code System.nanoTime}
 */
public record Remark(Kind kind, String place, String what) {

  /** The kinds of such things, and what is wrong with them. */
  public enum Kind {
    UNREADABLE("Remove it, and compile again: nobody can see what is in it", true),
    SHADOW("stands in a package that is not the student's", true),
    MONITOR(
        "gives no exclusion between simulated tasks, which share one thread: use mmapSem()", false),
    LOCK(
        "gives no exclusion between simulated tasks, which share one thread: use mmapSem()", false),
    THREAD("runs outside the simulated machine, so that no schedule is the same twice", false),
    THREAD_LOCAL(
        "keeps its value from run to run: set it in each call before you read it; tasks run on"
            + " threads of their own because of it, which is slower",
        false),
    STATIC_STATE("outlives the run: the next schedule starts with what the last one left", false),
    REFLECTION("reaches what the interface does not offer", false),
    CALLER("looks at who calls, which no kernel knows", false),
    CLOCK("differs from run to run", false),
    RANDOM("differs from run to run", false),
    OUTSIDE_WORLD("is outside the simulated machine", false),
    EXIT("ends the JVM that judges", false);

    private final String why;
    private final boolean refused;

    Kind(String why, boolean refused) {
      this.why = why;
      this.refused = refused;
    }

    /** What is wrong with it, as the rest of a sentence. */
    public String why() {
      return why;
    }
  }

  public Remark {
    Objects.requireNonNull(kind);
    place = PlainText.name(place);
    what = PlainText.name(what);
  }

  /** Whether the strategy is not run at all because of this. */
  public boolean isRefused() {
    return kind == Kind.UNREADABLE || kind.refused && what.startsWith("org.mmkit.");
  }

  /** The remark as a sentence. */
  public String sentence() {
    return place + ": " + what + " " + kind.why() + ".";
  }
}
