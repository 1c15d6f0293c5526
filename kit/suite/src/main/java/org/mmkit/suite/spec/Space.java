// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The mapped pages and their attributes: runs in order, neighbours joined where the attributes are
 * equal. A join leaves a <em>seam</em>: a place where the kernel may still have two VMAs, since it
 * merges only some. Seams matter to mremap alone.
 */
final class Space {

  private final ArrayList<Run> runs;
  private final TreeSet<Long> seams;

  Space() {
    this(new ArrayList<>(), new TreeSet<>());
  }

  private Space(ArrayList<Run> runs, TreeSet<Long> seams) {
    this.runs = runs;
    this.seams = seams;
  }

  Space copy() {
    return new Space(new ArrayList<>(runs), new TreeSet<>(seams));
  }

  List<Run> runs() {
    return runs;
  }

  /** The run of a page, or null. */
  @Nullable Run at(long page) {
    Run run = above(page);
    return run != null && run.start() <= page ? run : null;
  }

  /** The run of a page that is mapped. */
  Run mapped(long page) {
    return java.util.Objects.requireNonNull(at(page));
  }

  /** The first run that ends above a page, or null: what find_vma would give. */
  @Nullable Run above(long page) {
    int index = indexAbove(page);
    return index < runs.size() ? runs.get(index) : null;
  }

  /** The last run that ends at or below a page, or null. */
  @Nullable Run below(long page) {
    int index = indexAbove(page);
    return index > 0 ? runs.get(index - 1) : null;
  }

  /** The runs in a range, the first and the last cut to it. */
  List<Run> within(long start, long end) {
    List<Run> found = new ArrayList<>();
    boolean empty = start >= end;
    for (int i = indexAbove(start); !empty && i < runs.size() && runs.get(i).start() < end; i++) {
      found.add(runs.get(i).within(start, end));
    }
    return found;
  }

  boolean isFree(long start, long end) {
    Run run = above(start);
    return run == null || run.start() >= end;
  }

  boolean isCovered(long start, long end) {
    return within(start, end).stream().mapToLong(Run::pages).sum() == end - start;
  }

  /** Unmaps a range. */
  void clear(long start, long end) {
    seams.subSet(start, true, end, true).clear();
    splice(start, end, List.of());
  }

  /** Maps a free range. */
  void put(long start, long end, Attributes attributes) {
    splice(start, end, List.of(new Run(start, end, attributes)));
  }

  /** Changes the attributes of the mapped pages in a range. */
  void change(long start, long end, UnaryOperator<Attributes> change) {
    for (Run run : within(start, end)) {
      Attributes changed = change.apply(run.attributes());
      if (!changed.equals(run.attributes())) {
        splice(run.start(), run.end(), List.of(new Run(run.start(), run.end(), changed)));
      }
    }
  }

  /** Notes that the kernel may have split here and not joined again. */
  void mayBeSplitAt(long page) {
    Run run = at(page);
    if (run != null && run.start() < page) {
      seams.add(page);
    }
  }

  /** The seams strictly inside a range. */
  List<Long> seamsWithin(long start, long end) {
    return List.copyOf(seams.subSet(start, false, end, false));
  }

  /** Forgets the seams strictly inside a range, once it is known to be one VMA. */
  void forgetSeams(long start, long end) {
    seams.subSet(start, false, end, false).clear();
  }

  /** Puts runs in place of what is mapped in a range, and joins equal neighbours. */
  private void splice(long start, long end, List<Run> replacement) {
    int first = indexAbove(start);
    List<Run> pieces = new ArrayList<>();
    int last = first;
    Run head = first < runs.size() ? runs.get(first) : null;
    if (head != null && head.start() < start) {
      pieces.add(new Run(head.start(), start, head.attributes()));
    } else if (first > 0) {
      pieces.add(runs.get(--first));
    }
    pieces.addAll(replacement);
    while (last < runs.size() && runs.get(last).start() < end) {
      last++;
    }
    if (last > 0 && runs.get(last - 1).end() > end) {
      pieces.add(new Run(end, runs.get(last - 1).end(), runs.get(last - 1).attributes()));
    } else if (last < runs.size()) {
      pieces.add(runs.get(last++));
    }
    List<Run> place = runs.subList(Math.min(first, last), last);
    place.clear();
    place.addAll(joined(pieces));
  }

  private List<Run> joined(List<Run> pieces) {
    List<Run> joined = new ArrayList<>();
    for (Run piece : pieces) {
      Run before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null
          && before.end() == piece.start()
          && before.attributes().equals(piece.attributes())) {
        joined.set(joined.size() - 1, new Run(before.start(), piece.end(), piece.attributes()));
        seams.add(piece.start());
      } else {
        joined.add(piece);
        seams.remove(piece.start());
      }
    }
    return joined;
  }

  private int indexAbove(long page) {
    int low = 0;
    int high = runs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runs.get(middle).end() > page) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Space that && runs.equals(that.runs) && seams.equals(that.seams);
  }

  @Override
  public int hashCode() {
    return runs.hashCode() * 31 + seams.hashCode();
  }
}
