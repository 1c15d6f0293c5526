// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.mmkit.suite.JudgeRequest;

/**
 * Stops a run that takes too long or makes no progress, and says where the strategy is. On a loaded
 * machine time passes without work, so that it is the CPU time of this JVM that counts where it is
 * known; who waits needs none, and is stopped by the clock.
 */
final class Watchdog extends Thread {
  private static final long PERIOD_MS = 200;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final int EXIT_CODE = 4;

  /** A JVM that gets less than this part of a CPU waits. */
  private static final long IDLE = 50;

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

  /**
   * A point in time.
   *
   * @param cpuNs CPU time that this JVM has used until then; the same as the clock if unknown
   */
  private record Moment(long wallNs, long cpuNs) {
    static Moment now() {
      long wall = System.nanoTime();
      Optional<Duration> cpu = ProcessHandle.current().info().totalCpuDuration();
      return new Moment(wall, cpu.map(Duration::toNanos).orElse(wall));
    }

    /** The time for which the JVM has worked since then, or all of it if it only waited. */
    long workedSince(Moment then) {
      long wall = wallNs - then.wallNs;
      long cpu = cpuNs - then.cpuNs;
      return cpu < wall / IDLE ? wall : Math.min(cpu, wall);
    }
  }

  @Override
  public void run() {
    Moment begin = Moment.now();
    Moment lastTick = begin;
    Moment lastInKit = begin;
    long ticks = position.ticks();
    while (!parent.isClosed()) {
      pause();
      Moment now = Moment.now();
      if (position.ticks() != ticks) {
        ticks = position.ticks();
        lastTick = now;
      }
      // A long step of the machine takes seconds; the strategy's own code between two steps does
      // not.
      if (now.wallNs() - lastTick.wallNs() < NS_PER_S || !isInStudentCode()) {
        lastInKit = now;
      }
      stopAfter(request.stallSeconds(), now.workedSince(lastTick));
      stopAfter(Math.min(OWN_CODE_S_MAX, request.stallSeconds()), now.workedSince(lastInKit));
      if (now.wallNs() - begin.wallNs() > request.timeoutSeconds() * NS_PER_S) {
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
