// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.Set;

/**
 * Whether Maven is about to end. Ctrl-C reaches the processes that it has started too, and often
 * first: that they broke is no result then, and must not be kept as one.
 */
public final class Ending implements AutoCloseable {
  /** Longer than a signal takes to all processes of a terminal, also on a computer under load. */
  private static final long GRACE_MS = 3_000;

  /**
   * The exit codes of who was ended by SIGHUP, SIGINT, SIGKILL (by a hook of Maven) and SIGTERM.
   */
  private static final Set<String> BY_SIGNAL = Set.of("129", "130", "137", "143");

  private final Thread hook = new Thread(this::begin, "mmkit-ending");
  private volatile boolean begun;

  /** Begins to watch. */
  public static Ending watch() {
    Ending ending = new Ending();
    Runtime.getRuntime().addShutdownHook(ending.hook);
    return ending;
  }

  /** The JVM ends. */
  public void begin() {
    begun = true;
  }

  /** Whether it ends now, or within the time that a signal takes. */
  public boolean isNear() {
    try {
      for (long waited = 0; waited < GRACE_MS && !begun; waited += 50) {
        Thread.sleep(50);
      }
      return begun;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Whether that is why a process which it started has ended. */
  boolean explains(String exitCode) {
    return BY_SIGNAL.contains(exitCode) && isNear();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      begin(); // it ends already
    }
  }
}
