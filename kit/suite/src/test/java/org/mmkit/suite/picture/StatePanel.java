// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.picture;

import java.util.Map;
import java.util.SortedMap;

/** One of the small pictures: VMAs, entries of the page table, frames and a TLB at one moment. */
final class StatePanel {
  static final int WIDTH = 310;
  static final int HEIGHT = 262;
  private static final int COLUMNS = 3;
  private static final int PAGES = 3;
  private static final int LEFT = 84;
  private static final int PAGE = 64;
  private static final int BOX = 52;
  private static final int VMAS = 72;
  private static final int TABLE = 116;
  private static final int FRAMES = 172;
  private static final int TLB = 216;
  private static final int ROW = 26;

  private final Svg svg;
  private final int number;
  private final int left;
  private final int top;

  StatePanel(Svg svg, int number) {
    this.svg = svg;
    this.number = number;
    this.left = number % COLUMNS * WIDTH;
    this.top = number / COLUMNS * HEIGHT;
  }

  void draw(String title, String words, SortedMap<String, String> state) {
    svg.box(left + 5, top + 5, WIDTH - 10, HEIGHT - 10, "card");
    svg.text(left + 16, top + 26, "head", number + 1 + ". " + title);
    svg.text(left + 16, top + 45, "soft", words);
    lock(state);
    label(VMAS, "VMAs");
    label(TABLE, "page table");
    label(FRAMES, "frames");
    label(TLB, "TLB");
    vmas(state);
    for (int page = 0; page < PAGES; page++) {
      pages(page, state);
    }
  }

  /** Who holds mmap_sem, and how. */
  private void lock(Map<String, String> state) {
    String held = state.getOrDefault("lock &mm->mmap_sem", "");
    String mode = held.isEmpty() ? "none" : held.substring(held.indexOf(' ') + 1);
    svg.box(left + WIDTH - 132, top + 14, 12, 12, mode);
    String says =
        switch (mode) {
          case "WRITE" -> "mmap_sem: write";
          case "DOWNGRADED" -> "mmap_sem: read";
          default -> "mmap_sem: free";
        };
    svg.text(left + WIDTH - 114, top + 25, "soft", says);
  }

  private void label(int row, String name) {
    svg.text(left + 16, top + row + 18, "soft", name);
  }

  private void vmas(SortedMap<String, String> state) {
    for (String name : state.keySet()) {
      if (name.startsWith("vma ")) {
        String[] ends = name.substring("vma ".length()).split("-");
        int from = Integer.parseInt(ends[0]);
        int to = Integer.parseInt(ends[1]);
        svg.box(x(from), top + VMAS, (to - from) * PAGE - PAGE + BOX, ROW, "vma");
        svg.middle(
            x(from) + ((to - from) * PAGE - PAGE + BOX) / 2,
            top + VMAS + 18,
            "code",
            state.get(name));
      }
    }
  }

  private void pages(int page, SortedMap<String, String> state) {
    String entry = state.get("pte " + page);
    String cached = state.get("tlb of cpu 0 " + page);
    box(page, TABLE, entry == null ? "" : "pte");
    int frame = page + 1;
    boolean inUse = entry != null || !isFree(state);
    box(page, FRAMES, inUse ? frame + ": '" + (char) ('a' + page) + "'" : "");
    box(page, TLB, cached == null ? "" : "frame " + frame);
    if (entry != null) {
      svg.arrow(x(page) + BOX / 2, top + TABLE + ROW, x(page) + BOX / 2, top + FRAMES - 2);
    }
    if (cached != null) {
      svg.arrow(x(page) + BOX / 2, top + TLB, x(page) + BOX / 2, top + FRAMES + ROW + 2);
    }
  }

  /** The counter says how many frames hold something: the last one to go is the unmapped page's. */
  private static boolean isFree(SortedMap<String, String> state) {
    return Integer.parseInt(state.get("count frames in use")) < PAGES;
  }

  private void box(int page, int row, String words) {
    svg.box(x(page), top + row, BOX, ROW, words.isEmpty() ? "gone" : "box");
    if (!words.isEmpty()) {
      svg.middle(x(page) + BOX / 2, top + row + 18, "soft", words);
    }
  }

  private int x(int page) {
    return left + LEFT + page * PAGE + 12;
  }
}
