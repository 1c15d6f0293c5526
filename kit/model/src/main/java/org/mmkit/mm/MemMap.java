// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The struct pages of all frames ({@code mem_map}), as arrays of their fields. They come in chunks,
 * which are made when a frame in them is used for the first time; the first chunk starts small,
 * because most programs use few frames.
 */
final class MemMap {
  private static final int CHUNK_SHIFT = 15;
  private static final int CHUNK = 1 << CHUNK_SHIFT;
  private static final int FIRST_CHUNK = 64;

  /** The struct pages of adjacent frames. */
  static final class Chunk {
    final int[] refcount;

    /** Mappings of an allocated frame; the next free frame of a free one. */
    final int[] mapcount;

    final byte[] flags;

    /** What the frames hold: null for a frame of zeroes, and null while all are. */
    @Nullable PageContent @Nullable [] content;

    Chunk(int size) {
      refcount = new int[size];
      mapcount = new int[size];
      flags = new byte[size];
    }

    private Chunk enlarged() {
      Chunk large = new Chunk(CHUNK);
      System.arraycopy(refcount, 0, large.refcount, 0, refcount.length);
      System.arraycopy(mapcount, 0, large.mapcount, 0, mapcount.length);
      System.arraycopy(flags, 0, large.flags, 0, flags.length);
      large.content = content == null ? null : Arrays.copyOf(content, CHUNK);
      return large;
    }
  }

  private Chunk[] chunks = {new Chunk(FIRST_CHUNK)};

  /** Frame 0 is always there. */
  private int frames = 1;

  /** The chunk that holds a frame, at {@link #slot}. */
  Chunk chunk(int frame) {
    return chunks[frame >>> CHUNK_SHIFT];
  }

  /** The index of a frame in the arrays of its chunk. */
  static int slot(int frame) {
    return frame & (CHUNK - 1);
  }

  /** Number of frames that were ever in use. */
  int frames() {
    return frames;
  }

  /** Adds a frame that was never in use. */
  int addFrame() {
    int frame = frames++;
    if (frame == FIRST_CHUNK) {
      chunks[0] = chunks[0].enlarged();
    }
    makeChunk(frame);
    return frame;
  }

  /**
   * Adds neighbours that were never in use, each with one reference and one mapping; returns the
   * first.
   */
  int addMapped(int count, byte flags) {
    int first = frames;
    int end = first + count;
    if (first <= FIRST_CHUNK && end > FIRST_CHUNK) {
      chunks[0] = chunks[0].enlarged();
    }
    for (int frame = first; frame < end; ) {
      makeChunk(frame);
      Chunk chunk = chunk(frame);
      int from = slot(frame);
      int to = Math.min(CHUNK, from + end - frame);
      Arrays.fill(chunk.refcount, from, to, 1);
      Arrays.fill(chunk.mapcount, from, to, 1);
      Arrays.fill(chunk.flags, from, to, flags);
      frame += to - from;
    }
    frames = end;
    return first;
  }

  private void makeChunk(int frame) {
    int index = frame >>> CHUNK_SHIFT;
    if (index >= chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * index);
    }
    if (chunks[index] == null) {
      chunks[index] = new Chunk(CHUNK);
    }
  }
}
