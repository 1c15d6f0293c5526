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
  static final int CASE_BYTES_MAX = 64 << 10;
  static final int RUN_BYTES_MAX = 1 << 20;
  private static final int FLUSH_BYTES = 8 << 10;

  private final BiConsumer<String, String> sink;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private Supplier<String> currentTask = () -> "";
  private String bufferTask = "";
  private int caseBytes;
  private int runBytes;

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

  synchronized void task(Supplier<String> current) {
    currentTask = current;
  }

  /** Starts the count of a new case. */
  synchronized void beginCase() {
    drain();
    caseBytes = 0;
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
    boolean wasWithin = caseBytes <= CASE_BYTES_MAX;
    caseBytes = (int) Math.min(Integer.MAX_VALUE, (long) caseBytes + length);
    if (caseBytes > CASE_BYTES_MAX) {
      if (wasWithin) {
        drain();
        sink.accept(task, "output truncated\n");
      }
      throw new OutputFloodError(CASE_BYTES_MAX);
    }
    if (runBytes <= RUN_BYTES_MAX) {
      buffer.write(bytes, offset, length);
    }
  }

  /** Hands on what is there. */
  synchronized void drain() {
    if (buffer.size() == 0) {
      return;
    }
    String text = buffer.toString(StandardCharsets.UTF_8);
    runBytes += buffer.size();
    buffer.reset();
    sink.accept(bufferTask, text);
    if (runBytes > RUN_BYTES_MAX) {
      sink.accept("", "further output of this run is left out\n");
    }
  }
}
