// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.proc;

import org.jspecify.annotations.Nullable;

/** A number for each page frame. Where all of a chunk are 0, nothing is kept for it. */
final class FrameCounts {
  private static final int CHUNK_SHIFT = 12;
  private static final int CHUNK = 1 << CHUNK_SHIFT;

  private final int[] @Nullable [] chunks;
  private final int chunkSize;

  /**
   * @param frames how many there are
   */
  FrameCounts(int frames) {
    chunks = new int[(frames + CHUNK - 1) >>> CHUNK_SHIFT][];
    chunkSize = Math.min(frames, CHUNK);
  }

  /** One more. */
  void add(int frame) {
    int index = frame >>> CHUNK_SHIFT;
    int[] chunk = chunks[index];
    if (chunk == null) {
      chunk = new int[chunkSize];
      chunks[index] = chunk;
    }
    chunk[frame & (CHUNK - 1)]++;
  }

  int of(int frame) {
    int[] chunk = chunks[frame >>> CHUNK_SHIFT];
    return chunk == null ? 0 : chunk[frame & (CHUNK - 1)];
  }
}
