// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.mmkit.suite.child.FrameStream;

/** The process of a judged JVM: ends with this one, and takes along what it started. */
final class JudgedProcess implements AutoCloseable {
  private static final int RAW_BYTES_MAX = 1 << 20;
  private static final int RAW_BYTES_KEPT = 8 << 10;
  private static final long GRACE_S = 5;
  private static final long LOOK_NS = 250_000_000;

  private final Process process;
  private final Offspring offspring;
  private final Thread exitHook = new Thread(this::kill, "mmkit-kill-child");
  private final Thread rawReader = new Thread(this::readRaw, "mmkit-child-stdout");
  private final Thread deadline;
  private final AtomicReference<String> killedBecause = new AtomicReference<>("");
  private final StringBuilder raw = new StringBuilder();
  private boolean rawEnded;
  private long secondsMax;
  private long deadlineNs;

  private JudgedProcess(Process process, long secondsMax, Offspring offspring) {
    this.process = process;
    this.offspring = offspring;
    this.deadline = new Thread(this::awaitDeadline, "mmkit-child-deadline");
    allow(secondsMax);
  }

  /**
   * Starts the JVM.
   *
   * @param folder a fresh one; the working directory of the JVM and the place of its argument file
   * @param secondsMax after which it is killed, whatever it does
   */
  static JudgedProcess start(Path java, List<String> arguments, Path folder, long secondsMax)
      throws IOException {
    Path argumentFile = folder.resolve("arguments");
    Files.writeString(argumentFile, JvmCommand.argumentFile(arguments));
    Path workingDirectory = Files.createDirectories(folder.resolve("work"));
    ProcessBuilder builder =
        new ProcessBuilder(java.toString(), "@" + argumentFile.toAbsolutePath())
            .directory(workingDirectory.toFile())
            .redirectErrorStream(true);
    JvmCommand.cleanEnvironment(builder);
    Offspring offspring = Offspring.of(builder, workingDirectory);
    JudgedProcess judged = new JudgedProcess(builder.start(), secondsMax, offspring);
    Runtime.getRuntime().addShutdownHook(judged.exitHook);
    for (Thread thread : List.of(judged.rawReader, judged.deadline)) {
      thread.setDaemon(true);
      thread.start();
    }
    return judged;
  }

  /** It has so many seconds from now on. */
  synchronized void allow(long seconds) {
    secondsMax = seconds;
    deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  private synchronized long leftNs() {
    return deadlineNs - System.nanoTime();
  }

  /**
   * Sends a text to standard input, which stays open: its end is the sign that this process has
   * died.
   */
  void send(String text) throws IOException {
    OutputStream out = process.getOutputStream();
    FrameStream.write(out, text);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Why this process killed it; empty if it did not. */
  String killedBecause() {
    return Objects.requireNonNull(killedBecause.get());
  }

  /** Waits for its end for a moment. */
  String exitCode() {
    try {
      return process.waitFor(GRACE_S, TimeUnit.SECONDS) ? "" + process.exitValue() : "none";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "none";
    }
  }

  /**
   * Waits until a debugger can reach it, and forgets the line that says so; or until it has ended.
   */
  void awaitListening() throws InterruptedException {
    synchronized (raw) {
      while (!rawEnded) {
        int line = raw.indexOf(JvmCommand.LISTENS);
        int end = line < 0 ? -1 : raw.indexOf("\n", line);
        if (end >= 0) {
          raw.delete(line, end + 1);
          return;
        }
        raw.wait();
      }
    }
  }

  /** What it wrote to standard output past the kit; the JVM's own messages, mostly. */
  String rawOutput() {
    synchronized (raw) {
      return raw.toString().strip();
    }
  }

  /** The same, once: what is told is forgotten. */
  String takeRawOutput() {
    synchronized (raw) {
      String text = rawOutput();
      raw.setLength(0);
      return text;
    }
  }

  private void readRaw() {
    byte[] bytes = new byte[RAW_BYTES_KEPT];
    long total = 0;
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        total += n;
        keep(new String(bytes, 0, n, StandardCharsets.UTF_8));
        if (total > RAW_BYTES_MAX) {
          kill(
              "wrote more than "
                  + (RAW_BYTES_MAX >> 20)
                  + " MiB to standard output past System.out");
        }
      }
    } catch (IOException e) {
      // The process is gone.
    } finally {
      synchronized (raw) {
        rawEnded = true;
        raw.notifyAll();
      }
    }
  }

  private void keep(String text) {
    synchronized (raw) {
      raw.append(
          text,
          0,
          Math.min(text.length(), RAW_BYTES_KEPT - Math.min(raw.length(), RAW_BYTES_KEPT)));
      raw.notifyAll();
    }
  }

  private void awaitDeadline() {
    try {
      while (!process.waitFor(Math.max(0, Math.min(LOOK_NS, leftNs())), TimeUnit.NANOSECONDS)) {
        offspring.look(process);
        if (leftNs() <= 0) {
          kill("did not answer for " + secondsMax + " s");
        }
      }
    } catch (InterruptedException e) {
      // Closed before the deadline.
    }
  }

  private void kill(String because) {
    killedBecause.compareAndSet("", because);
    kill();
  }

  private void kill() {
    offspring.look(process);
    process.destroyForcibly();
    exitCode();
    offspring.end();
  }

  /** Ends the process and all that it started. */
  @Override
  public void close() {
    kill();
    deadline.interrupt();
    try {
      Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException e) {
      // This JVM shuts down already.
    }
  }
}
