// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Takes what the strategy prints: tags it with the task that prints, and stops a case that prints
 * without end.
 */
final class Capture extends OutputStream {
  static final int RUN_BYTES_MAX = 64 << 10;
  static final int TOTAL_BYTES_MAX = 1 << 20;
  private static final int FLUSH_BYTES = 8 << 10;

  private final BiConsumer<String, String> sink;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private Supplier<String> currentTask = () -> "";
  private String bufferTask = "";
  private boolean shown = true;
  private int runBytes;
  private int totalBytes;

  /**
   * @param sink takes a task's name and what it printed
   */
  Capture(BiConsumer<String, String> sink) {
    this.sink = sink;
  }

  /** Replaces standard output and standard error. */
  void install() {
    System.setOut(new PrintStream(this, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(this, true, StandardCharsets.UTF_8));
  }

  /** Takes the printing task of a run that begins: what a run prints is counted for it alone. */
  synchronized void task(Supplier<String> current) {
    drain();
    runBytes = 0;
    currentTask = current;
  }

  /** Starts the count of a new case, whose first run is shown. */
  synchronized void beginCase() {
    beginRun(true);
  }

  /** Starts the count of a new run of the case. */
  synchronized void beginRun(boolean isShown) {
    drain();
    runBytes = 0;
    shown = isShown;
  }

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    String task = currentTask.get();
    if (!task.equals(bufferTask) || buffer.size() + length > FLUSH_BYTES) {
      drain();
      bufferTask = task;
    }
    boolean wasWithin = runBytes <= RUN_BYTES_MAX;
    runBytes = (int) Math.min(Integer.MAX_VALUE, (long) runBytes + length);
    if (runBytes > RUN_BYTES_MAX) {
      if (wasWithin) {
        drain();
        sink.accept(task, "output truncated\n");
      }
      throw new OutputFloodError(RUN_BYTES_MAX);
    }
    if (shown && totalBytes <= TOTAL_BYTES_MAX) {
      buffer.write(bytes, offset, length);
    }
  }

  /** Hands on what is there. */
  synchronized void drain() {
    if (buffer.size() == 0) {
      return;
    }
    String text = buffer.toString(StandardCharsets.UTF_8);
    totalBytes += buffer.size();
    buffer.reset();
    sink.accept(bufferTask, text);
    if (totalBytes > TOTAL_BYTES_MAX) {
      sink.accept("", "further output of the strategy is left out\n");
    }
  }
}
