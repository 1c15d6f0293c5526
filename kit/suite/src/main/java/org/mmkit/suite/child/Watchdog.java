// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.Map;
import java.util.Optional;
import org.mmkit.suite.JudgeRequest;

/** Stops a run that takes too long or makes no progress, and says where the strategy is. */
final class Watchdog extends Thread {
  private static final long PERIOD_MS = 200;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final int EXIT_CODE = 4;
  private static final int OWN_CODE_S_MAX = 10;

  private final ParentLink parent;
  private final Capture capture;
  private final StudentCode code;
  private final Position position;
  private final JudgeRequest request;

  Watchdog(
      ParentLink parent,
      Capture capture,
      StudentCode code,
      Position position,
      JudgeRequest request) {
    super("mmkit-watchdog");
    setDaemon(true);
    setPriority(MAX_PRIORITY);
    this.parent = parent;
    this.capture = capture;
    this.code = code;
    this.position = position;
    this.request = request;
  }

  @Override
  public void run() {
    long begin = System.nanoTime();
    long lastTick = begin;
    long lastInKit = begin;
    long ticks = position.ticks();
    while (true) {
      pause();
      long now = System.nanoTime();
      if (position.ticks() != ticks) {
        ticks = position.ticks();
        lastTick = now;
      }
      // A long step of the machine takes seconds; the strategy's own code between two steps does
      // not.
      if (now - lastTick < NS_PER_S || !isInStudentCode()) {
        lastInKit = now;
      }
      stopAfter(request.stallSeconds(), now - lastTick);
      stopAfter(Math.min(OWN_CODE_S_MAX, request.stallSeconds()), now - lastInKit);
      if (now - begin > request.timeoutSeconds() * NS_PER_S) {
        stop("did not come to its end within " + request.timeoutSeconds() + " s (mmkit.timeout)");
      }
    }
  }

  private void stopAfter(int seconds, long elapsedNs) {
    if (elapsedNs > seconds * NS_PER_S) {
      stop("made no progress for " + seconds + " s");
    }
  }

  private boolean isInStudentCode() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(e -> e.getKey().getState() == State.RUNNABLE)
        .anyMatch(e -> code.isOnTop(e.getValue()));
  }

  private static void pause() {
    try {
      Thread.sleep(PERIOD_MS);
    } catch (InterruptedException e) {
      // The strategy may interrupt any thread that it finds; this one goes on.
    }
  }

  private void stop(String why) {
    String stuck = studentLine().map(line -> ", stuck at " + line).orElse("");
    capture.drain();
    parent.sendLast(
        new Frame.Broken(
            Frame.Trouble.STRATEGY, "The run " + why + position.where() + stuck + "."));
    Runtime.getRuntime().halt(EXIT_CODE);
  }

  /** The line of the strategy that runs now: on a stack that it is on top of, else on any. */
  private Optional<String> studentLine() {
    Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
    Optional<String> running =
        stacks.entrySet().stream()
            .filter(e -> e.getKey().getState() == State.RUNNABLE)
            .map(Map.Entry::getValue)
            .filter(code::isOnTop)
            .findFirst()
            .flatMap(code::lineOf);
    return running.or(
        () -> stacks.values().stream().flatMap(s -> code.lineOf(s).stream()).findFirst());
  }
}
