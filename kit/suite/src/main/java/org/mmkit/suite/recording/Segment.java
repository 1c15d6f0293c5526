// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.Arrays;

/**
 * A range of addresses that calls have changed alike, who did it last, and who touched it since.
 */
final class Segment {
  private static final int[] NOBODY = {};

  long end;
  boolean mapped;

  /** The task, and how many events it has then done. */
  int writer;

  int writerDone;

  /** Pairs of the same kind. */
  int[] readers = NOBODY;

  Segment(long end, boolean mapped, int writer, int writerDone) {
    this.end = end;
    this.mapped = mapped;
    this.writer = writer;
    this.writerDone = writerDone;
  }

  /** The part of it that ends elsewhere. */
  Segment to(long otherEnd) {
    Segment copy = new Segment(otherEnd, mapped, writer, writerDone);
    copy.readers = readers.clone();
    return copy;
  }

  void read(int task, int done) {
    if (task == writer) {
      return;
    }
    for (int i = 0; i < readers.length; i += 2) {
      if (readers[i] == task) {
        readers[i + 1] = done;
        return;
      }
    }
    readers = Arrays.copyOf(readers, readers.length + 2);
    readers[readers.length - 2] = task;
    readers[readers.length - 1] = done;
  }

  void write(int task, int done) {
    writer = task;
    writerDone = done;
    readers = NOBODY;
  }
}
