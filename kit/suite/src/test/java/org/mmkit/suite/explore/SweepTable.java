// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.mmkit.suite.explore.SweepRow.Around;
import org.mmkit.suite.explore.SweepRow.Beside;
import org.mmkit.suite.explore.SweepRow.Hole;
import org.mmkit.suite.explore.SweepRow.Kind;
import org.mmkit.suite.explore.SweepRow.Trouble;
import org.mmkit.suite.explore.SweepRow.Watch;
import org.mmkit.suite.explore.SweepRow.Where;

/**
 * Makes {@code sweep.txt}: takes the situation that has the most triples of levels that no other
 * has yet, and goes on until each triple is taken. Argument: the file.
 */
final class SweepTable {
  private static final int[] PAGES = {1, 3, 70, 600, 1300};

  /** Odd ones, since every other page is read-only. */
  private static final int[] VMAS = {1, 3, 5, 21, 67};

  private static final int FACTORS = 10;

  /** Each factor has at most so many levels. */
  private static final int LEVELS = 8;

  /** More than there are numbers of triples. */
  private static final int TRIPLES = FACTORS * FACTORS * FACTORS * LEVELS * LEVELS * LEVELS;

  private SweepTable() {}

  public static void main(String[] args) throws IOException {
    StringBuilder text =
        new StringBuilder("# Made by org.mmkit.suite.explore.SweepTable, among the tests.\n");
    make().forEach(row -> text.append(row.line()).append('\n'));
    Files.writeString(Path.of(args[0]), text.toString());
  }

  /** All situations there are. */
  static List<SweepRow> possible() {
    List<SweepRow> all = new ArrayList<>();
    for (SweepRow.Path path : SweepRow.Path.values()) {
      for (int pages : PAGES) {
        for (int vmas : VMAS) {
          for (Kind kind : Kind.values()) {
            add(all, path, pages, vmas, kind);
          }
        }
      }
    }
    return all.stream().filter(SweepRow::isPossible).toList();
  }

  private static void add(List<SweepRow> all, SweepRow.Path path, int pages, int vmas, Kind kind) {
    for (Where where : Where.values()) {
      for (Around around : Around.values()) {
        for (Hole hole : Hole.values()) {
          for (Watch watch : Watch.values()) {
            for (Trouble trouble : Trouble.values()) {
              for (Beside beside : Beside.values()) {
                all.add(
                    new SweepRow(
                        path, pages, vmas, kind, where, around, hole, watch, trouble, beside));
              }
            }
          }
        }
      }
    }
  }

  /**
   * The triples of a row, as numbers. How a call fails and what it takes back, and whether it asks
   * for a stack, is code of its own on each path: there, any two levels are together on each of
   * them.
   */
  static BitSet triples(SweepRow row) {
    int[] levels = {
      row.path().ordinal(),
      place(PAGES, row.pages()),
      place(VMAS, row.vmas()),
      row.kind().ordinal(),
      row.where().ordinal(),
      row.around().ordinal(),
      row.hole().ordinal(),
      row.watch().ordinal(),
      row.trouble().ordinal(),
      row.beside().ordinal()
    };
    BitSet triples = new BitSet();
    for (int i = 0; i < FACTORS; i++) {
      for (int j = i + 1; j < FACTORS; j++) {
        for (int k = j + 1; k < FACTORS; k++) {
          triples.set(number(i, j, k, levels));
        }
        if (row.trouble() == Trouble.ENOMEM) {
          triples.set(TRIPLES * (1 + levels[0]) + number(0, i, j, levels));
        }
        if (row.beside() == Beside.GROWS) {
          triples.set(TRIPLES * (5 + levels[0]) + number(0, i, j, levels));
        }
      }
    }
    return triples;
  }

  private static int number(int i, int j, int k, int[] levels) {
    int factors = (i * FACTORS + j) * FACTORS + k;
    return factors * LEVELS * LEVELS * LEVELS
        + (levels[i] * LEVELS + levels[j]) * LEVELS
        + levels[k];
  }

  private static int place(int[] levels, int value) {
    for (int i = 0; i < levels.length; i++) {
      if (levels[i] == value) {
        return i;
      }
    }
    throw new IllegalArgumentException("no level: " + value);
  }

  private static List<SweepRow> make() {
    List<SweepRow> possible = possible();
    List<int[]> triples = possible.stream().map(row -> triples(row).stream().toArray()).toList();
    BitSet open = new BitSet();
    triples.forEach(each -> set(open, each));
    List<SweepRow> rows = new ArrayList<>();
    while (!open.isEmpty()) {
      int best = best(possible, triples, open);
      rows.add(possible.get(best));
      for (int triple : triples.get(best)) {
        open.clear(triple);
      }
    }
    return rows;
  }

  private static void set(BitSet all, int[] triples) {
    for (int triple : triples) {
      all.set(triple);
    }
  }

  /** The one with the most open triples for what a run of it costs. */
  private static int best(List<SweepRow> possible, List<int[]> triples, BitSet open) {
    int best = -1;
    double most = 0;
    for (int i = 0; i < possible.size(); i++) {
      int count = 0;
      for (int triple : triples.get(i)) {
        count += open.get(triple) ? 1 : 0;
      }
      SweepRow row = possible.get(i);
      double worth = count / (1 + row.pages() / 2000.0 + row.vmas() / 60.0);
      if (worth > most) {
        most = worth;
        best = i;
      }
    }
    return best;
  }
}
