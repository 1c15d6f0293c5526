// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;

/**
 * Physical memory: page frames, their counts, flags and contents. Frame 0 is the zero page. A freed
 * frame is poisoned: every use of it is a finding.
 */
public final class PageFrames {
  /** The shared page of zeroes. */
  public static final int ZERO_PAGE = 0;

  public static final byte FREE = 1;
  public static final byte ANON = 1 << 1;
  public static final byte MLOCKED = 1 << 2;
  public static final byte DIRTY = 1 << 3;

  /** Some TLB has held a translation to it since it was allocated. */
  public static final byte CACHED_IN_TLB = 1 << 4;

  public static final byte SWAPBACKED = 1 << 5;

  /** Stands for the 512 frames of a huge page. */
  public static final byte HUGE = 1 << 6;

  /** MADV_FREE gave it up, and nothing was stored to it since. */
  public static final byte LAZILY_FREED = (byte) (1 << 7);

  private final Machine machine;
  private final Kernel kernel;
  private final MemMap memMap = new MemMap();
  private final PcpLists freeLists;
  private final PageBatches batches;
  private final PageLabels labels;

  /** Pages that fit in the caches; 0 if all pages cost the same. */
  private final long cached;

  private int inUse;

  PageFrames(Kernel kernel, int cpus) {
    this.kernel = kernel;
    this.machine = kernel.machine();
    this.freeLists = new PcpLists(machine, memMap, cpus);
    this.labels = new PageLabels(machine, cpus);
    this.batches = new PageBatches(machine);
    this.cached = machine.profile().pages(MmBatch.CACHE);
    memMap.chunk(ZERO_PAGE).refcount[ZERO_PAGE] = 1;
  }

  /**
   * Takes a zeroed frame: the one that this CPU freed last, else one never used. Reference count 1.
   */
  public int alloc(int cpu, byte flags) {
    machine.step(StepKind.FRAME_ALLOC, PcpLists.id(cpu), Access.WRITE, MmCost.CLEAR_PAGE, 1);
    batches.take(cpu);
    return take(freeLists.donor(cpu), flags);
  }

  /** Takes a frame without a visible step of its own, for work done a table at a time. */
  int allocInBulk(int cpu, byte flags) {
    batches.take(cpu);
    return take(cpu, flags);
  }

  /**
   * Takes neighbours that were never used, each mapped by one entry, without a visible step of
   * their own. There are some unless the CPU has free frames, or somebody looks on.
   *
   * @return the first of them, or the zero page for none
   */
  int allocNeighbours(int cpu, byte flags, int count) {
    if (freeLists.has(cpu) || machine.recorder().isOn() || machine.touched().isOn()) {
      return ZERO_PAGE;
    }
    for (int i = 0; i < count; i++) {
      batches.take(cpu);
    }
    inUse += count;
    return memMap.addMapped(count, flags);
  }

  private int take(int cpu, byte flags) {
    int freed = freeLists.take(cpu);
    int frame = freed != 0 ? freed : labels.taken(cpu, memMap.addFrame());
    MemMap.Chunk chunk = memMap.chunk(frame);
    int slot = MemMap.slot(frame);
    chunk.refcount[slot] = 1;
    chunk.mapcount[slot] = 0;
    chunk.flags[slot] = flags;
    if (chunk.content != null) {
      chunk.content[slot] = null;
    }
    inUse++;
    if (machine.recorder().isOn()) {
      machine.recorder().made(name(frame));
    }
    return frame;
  }

  /** Adds a reference ({@code get_page}). */
  public void get(int frame) {
    if (frame != ZERO_PAGE) {
      checkLive(frame, "get_page");
      labels.touch(Unnamed.LIFE, frame, Access.READ);
      labels.touch(Unnamed.COUNTS, frame, Access.ADD);
      memMap.chunk(frame).refcount[MemMap.slot(frame)]++;
    }
  }

  /** Adds a reference unless the frame is free ({@code get_page_unless_zero}). */
  public boolean tryGet(int frame) {
    labels.touch(Unnamed.LIFE, frame, Access.READ);
    if (has(frame, FREE)) {
      return false;
    }
    get(frame);
    return true;
  }

  /** Drops a reference ({@code put_page}) and frees the frame with the last. */
  public void put(int cpu, int frame) {
    if (frame == ZERO_PAGE) {
      return;
    }
    MemMap.Chunk chunk = memMap.chunk(frame);
    int slot = MemMap.slot(frame);
    checkLive(chunk.flags[slot], frame, "put_page");
    int left = --chunk.refcount[slot];
    labels.touch(Unnamed.COUNTS, frame, Access.ADD);
    if (left <= 1) {
      // Either of the last two may be dropped first: who drops the other frees the page.
      labels.touch(Unnamed.LIFE, frame, Access.WRITE);
    }
    if (left == 0) {
      free(cpu, frame, chunk, slot);
    }
  }

  private void free(int cpu, int frame, MemMap.Chunk chunk, int slot) {
    if (chunk.mapcount[slot] != 0) {
      throw machine.fatal(
          MmRule.P3, name(frame) + " freed with mapcount " + chunk.mapcount[slot], name(frame));
    }
    int flags = chunk.flags[slot];
    if ((flags & MLOCKED) != 0) {
      machine.report(MmRule.P5, "page " + frame + " freed with PG_mlocked set");
    }
    if ((flags & CACHED_IN_TLB) != 0) {
      kernel.tlbs().checkNoTranslationTo(frame);
      kernel.tlbs().checkNoGuestTranslatesTo(frame);
    }
    if ((flags & HUGE) != 0) {
      kernel.hugetlb().giveBack(frame);
    }
    chunk.flags[slot] = FREE;
    freeLists.add(cpu, frame, chunk, slot);
    inUse--;
    if (machine.recorder().isOn()) {
      machine.recorder().freed(name(frame));
    }
    batches.give(cpu);
  }

  /** One more page-table entry maps the frame ({@code page_add_rmap}). */
  public void addMapping(int frame) {
    MemMap.Chunk chunk = memMap.chunk(frame);
    int slot = MemMap.slot(frame);
    checkLive(chunk.flags[slot], frame, "page_add_rmap");
    labels.touch(Unnamed.COUNTS, frame, Access.ADD);
    chunk.mapcount[slot]++;
  }

  /** One page-table entry fewer maps the frame ({@code page_remove_rmap}). */
  public void removeMapping(int frame) {
    checkLive(frame, "page_remove_rmap");
    labels.touch(Unnamed.COUNTS, frame, Access.ADD);
    MemMap.Chunk chunk = memMap.chunk(frame);
    if (--chunk.mapcount[MemMap.slot(frame)] < 0) {
      throw machine.fatal(MmRule.P1, "page " + frame + " has mapcount -1");
    }
  }

  /** How many page-table entries map a frame ({@code page_mapcount}). */
  public int mapcount(int frame) {
    labels.touch(Unnamed.COUNTS, frame, Access.READ);
    return memMap.chunk(frame).mapcount[MemMap.slot(frame)];
  }

  /** How many users a frame has ({@code page_ref_count}). */
  public int refcount(int frame) {
    labels.touch(Unnamed.COUNTS, frame, Access.READ);
    return memMap.chunk(frame).refcount[MemMap.slot(frame)];
  }

  /** Whether a frame has a flag. */
  public boolean has(int frame, byte flag) {
    return (memMap.chunk(frame).flags[MemMap.slot(frame)] & flag) != 0;
  }

  /** Sets a flag of a frame. */
  public void set(int frame, byte flag) {
    memMap.chunk(frame).flags[MemMap.slot(frame)] |= flag;
  }

  /** Clears a flag of a frame. */
  public void clear(int frame, byte flag) {
    memMap.chunk(frame).flags[MemMap.slot(frame)] &= (byte) ~flag;
  }

  /** The byte at an offset of a frame in use. */
  public byte read(int frame, int offset) {
    checkLive(frame, "read");
    labels.touch(Unnamed.CONTENT, frame, Access.READ);
    PageContent page = contentOrNull(frame);
    return page == null ? 0 : page.get(offset);
  }

  /** The first byte of a frame, in use or not; for an onlooker. */
  public byte peek(int frame) {
    PageContent page = contentOrNull(frame);
    return page == null ? 0 : page.get(0);
  }

  /** Stores a byte at an offset of a frame in use. */
  public void write(int frame, int offset, byte value) {
    if (frame == ZERO_PAGE) {
      throw machine.fatal(MmRule.U1, "store to the zero page");
    }
    checkLive(frame, "write");
    labels.touch(Unnamed.CONTENT, frame, Access.WRITE);
    clear(frame, LAZILY_FREED);
    content(frame).set(offset, value);
  }

  /** Gives all bytes of a frame one value. */
  public void fill(int frame, byte value) {
    contents(frame)[MemMap.slot(frame)] = value == 0 ? null : new PageContent(value);
  }

  /** The bytes of a frame as they are now. */
  public PageContent snapshot(int frame) {
    PageContent page = contentOrNull(frame);
    return page == null ? new PageContent((byte) 0) : page.copy();
  }

  /** Copies the content of a frame to another one ({@code copy_page}). */
  public void copy(int from, int to) {
    checkLive(from, "copy");
    labels.touch(Unnamed.CONTENT, from, Access.READ);
    PageContent page = contentOrNull(from);
    if (page != null) {
      contents(to)[MemMap.slot(to)] = page.copy();
    }
  }

  /** Sets the bytes of [from, to) of a frame to zero. */
  void zero(int frame, int from, int to) {
    content(frame).zero(from, to);
  }

  private @Nullable PageContent contentOrNull(int frame) {
    PageContent[] contents = memMap.chunk(frame).content;
    return contents == null ? null : contents[MemMap.slot(frame)];
  }

  private PageContent content(int frame) {
    PageContent page = contentOrNull(frame);
    if (page == null) {
      page = new PageContent((byte) 0);
      contents(frame)[MemMap.slot(frame)] = page;
    }
    return page;
  }

  private PageContent[] contents(int frame) {
    MemMap.Chunk chunk = memMap.chunk(frame);
    if (chunk.content == null) {
      chunk.content = new PageContent[chunk.flags.length];
    }
    return chunk.content;
  }

  private void checkLive(int frame, String use) {
    checkLive(memMap.chunk(frame).flags[MemMap.slot(frame)], frame, use);
  }

  private void checkLive(byte flags, int frame, String use) {
    if ((flags & FREE) != 0) {
      throw machine.fatal(MmRule.U1, use + " of page " + frame + ", which is free", name(frame));
    }
  }

  /** One more than the highest frame number that was ever in use. */
  public int everUsed() {
    return memMap.frames();
  }

  /** Frames in use, less the zero page. */
  public int inUse() {
    return inUse;
  }

  /**
   * Whether a page that is about to go is in no cache, if those that were used last go last: more
   * are in use than fit.
   *
   * @param gone pages in use that will not be used any more
   */
  boolean areCold(int gone) {
    return cached > 0 && inUse - gone > cached;
  }

  /** What messages call a page, and by which its life is known. */
  static String name(int frame) {
    return "page " + frame;
  }
}
