// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.mmkit.suite.JudgeRequest;

/**
 * Stops a run that takes too long or makes no progress, and says where the strategy is. On a loaded
 * machine time passes without work, so that it is the CPU time of this JVM that counts where it is
 * known; who waits needs none, and is stopped by the clock. Who could run and is not let run, as in
 * a computer that was suspended, does not wait.
 */
final class Watchdog extends Thread {
  private static final long PERIOD_MS = 200;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final int EXIT_CODE = 4;

  /** A JVM that gets less than this part of a CPU waits, or is not let run. */
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
  record Moment(long wallNs, long cpuNs) {
    static Moment now() {
      long wall = System.nanoTime();
      Optional<Duration> cpu = ProcessHandle.current().info().totalCpuDuration();
      return new Moment(wall, cpu.map(Duration::toNanos).orElse(wall));
    }

    /**
     * Whether a time is over since then.
     *
     * @param wantsCpu whether a thread could run now
     */
    boolean isOver(long limitNs, Moment then, BooleanSupplier wantsCpu) {
      long wall = wallNs - then.wallNs;
      long cpu = Math.min(cpuNs - then.cpuNs, wall);
      return cpu > limitNs || wall > limitNs && cpu < wall / IDLE && !wantsCpu.getAsBoolean();
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
      stopAfter(request.stallSeconds(), now, lastTick);
      stopAfter(Math.min(OWN_CODE_S_MAX, request.stallSeconds()), now, lastInKit);
      if (now.wallNs() - begin.wallNs() > request.timeoutSeconds() * NS_PER_S) {
        stop("did not come to its end within " + request.timeoutSeconds() + " s (mmkit.timeout)");
      }
    }
  }

  private void stopAfter(int seconds, Moment now, Moment then) {
    if (now.isOver(seconds * NS_PER_S, then, () -> wantsCpu(Thread.getAllStackTraces()))) {
      stop("made no progress for " + seconds + " s");
    }
  }

  /** Whether a thread beside the one that asks could run: it neither sleeps nor waits for input. */
  static boolean wantsCpu(Map<Thread, StackTraceElement[]> stacks) {
    return stacks.entrySet().stream()
        .filter(e -> e.getKey() != currentThread() && e.getKey().getState() == State.RUNNABLE)
        .map(Map.Entry::getValue)
        .anyMatch(stack -> stack.length > 0 && !stack[0].isNativeMethod());
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
