// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One situation that memory is unmapped in: what code can depend on, and which level each of these
 * factors has.
 *
 * @param path the call that unmaps
 * @param pages how many pages go
 * @param vmas in how many VMAs they are
 * @param kind what is special about some of them
 * @param where which ones
 * @param around what stays beside them
 * @param hole where nothing is mapped in the range
 * @param watch whether a userfaultfd is told
 * @param trouble what comes between
 * @param beside what is done after it, or at the same time
 */
record SweepRow(
    Path path,
    int pages,
    int vmas,
    Kind kind,
    Where where,
    Around around,
    Hole hole,
    Watch watch,
    Trouble trouble,
    Beside beside) {

  enum Path {
    MUNMAP,
    REPLACE,
    BRK,
    MREMAP
  }

  enum Kind {
    PLAIN,
    LOCKED,
    HUGETLB,
    DEVICE,
    FILE,
    PROBED,
    GUARD
  }

  enum Where {
    FIRST,
    MIDDLE,
    LAST
  }

  enum Around {
    NOTHING,
    HEAD,
    TAIL,
    BOTH,
    STACK
  }

  enum Hole {
    NONE,
    FRONT,
    INSIDE,
    BACK
  }

  enum Watch {
    NO,
    WATCHED
  }

  enum Trouble {
    NONE,
    ENOMEM,
    SIGNAL,
    SEAL,
    LIMIT,
    CHILD
  }

  enum Beside {
    AGAIN,
    MAPS,
    STORES,
    PROTECTS,
    LOOKS,
    GUEST,
    GROWS
  }

  /** The row of a line of the table. */
  static SweepRow of(String line) {
    String[] words = line.toUpperCase(Locale.ROOT).split(" ");
    return new SweepRow(
        Path.valueOf(words[0]),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Kind.valueOf(words[3]),
        Where.valueOf(words[4]),
        Around.valueOf(words[5]),
        Hole.valueOf(words[6]),
        Watch.valueOf(words[7]),
        Trouble.valueOf(words[8]),
        Beside.valueOf(words[9]));
  }

  /** Its line of the table. */
  String line() {
    return Stream.of(path, pages, vmas, kind, where, around, hole, watch, trouble, beside)
        .map(one -> one.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  /** Whether only one task calls anything that matters. */
  boolean isAlone() {
    return beside == Beside.AGAIN;
  }

  boolean ofHeap() {
    return path == Path.BRK;
  }

  boolean isWatched() {
    return watch == Watch.WATCHED;
  }

  /** Whether the munmap waits until an event was read; where it may fail, nobody could know. */
  boolean waitsForMonitor() {
    return isWatched() && trouble != Trouble.ENOMEM && trouble != Trouble.SIGNAL;
  }

  /** Whether there is such a situation, and it is told apart from others by all its levels. */
  boolean isPossible() {
    return vmas <= pages
        && isWhereTold()
        && isAroundPossible()
        && isKindPossible()
        && isTroublePossible()
        && (vmas < 20 || pages <= 70)
        && isBesidePossible()
        && isHolePossible();
  }

  /** A hole is a page of its own, and a call that wants all of its range mapped finds it so. */
  private boolean isHolePossible() {
    boolean room = pages > Math.max(3, vmas) && !isWatched() && trouble != Trouble.SEAL;
    boolean free = kind == Kind.PLAIN || kind == Kind.LOCKED;
    return hole == Hole.NONE || room && free && path != Path.BRK && path != Path.MREMAP;
  }

  /**
   * A guest has no names for the pages of a heap, and nobody serves a stack that is watched. Of a
   * page that a guest, a child and its parent hold, the last two references are named by whoever
   * drops them, which depends on the order.
   */
  private boolean isBesidePossible() {
    return switch (beside) {
      case GUEST -> !ofHeap() && trouble != Trouble.CHILD;
      case GROWS -> around == Around.STACK && !isWatched();
      default -> true;
    };
  }

  /** What has only one place, or one page, is called the first. */
  private boolean isWhereTold() {
    boolean onePlace = kind == Kind.PLAIN || pages == 1;
    return where == Where.FIRST || !onePlace;
  }

  /** A heap and a mapping that shrink keep their head, and have nothing behind them. */
  private boolean isAroundPossible() {
    boolean shrinks = ofHeap() || path == Path.MREMAP;
    return !shrinks || around == Around.HEAD || around == Around.STACK;
  }

  private boolean isKindPossible() {
    return switch (kind) {
      case PLAIN -> true;
      case HUGETLB -> hasHugePages();
      case LOCKED, GUARD -> !ofHeap();
      case DEVICE, FILE, PROBED -> vmas > 1 && pages > 1;
    };
  }

  private boolean hasHugePages() {
    boolean fits = where == Where.LAST ? pages >= 600 : where == Where.MIDDLE && pages >= 1300;
    boolean behind = around == Around.TAIL || around == Around.BOTH;
    return fits && vmas <= 5 && !ofHeap() && !behind;
  }

  private boolean isTroublePossible() {
    boolean sealable = !ofHeap() && pages > 1 && !isWatched() && kind != Kind.HUGETLB;
    return switch (trouble) {
      case NONE, CHILD -> true;
      case ENOMEM, SIGNAL -> isAlone();
      case SEAL -> isAlone() && sealable;
      case LIMIT -> path == Path.REPLACE;
    };
  }
}
