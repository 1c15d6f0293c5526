// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.Arena;

/**
 * Where a program has done something so far, and where its next call may: on what it mapped, across
 * two mappings, where it has just unmapped, beside a mapping, at a boundary. It follows what calls
 * ask for and not what they achieve, so that it is sometimes wrong, as a program may be.
 */
final class Places {
  private static final int KEPT = 12;

  private final SplitMix64 random;
  private final int arena;
  private final List<Span> mapped = new ArrayList<>();
  private final List<Span> gone = new ArrayList<>();
  private final List<Span> watched = new ArrayList<>();

  /**
   * The places of a program that has done nothing.
   *
   * @param arena how many pages most of its calls stay within
   */
  Places(SplitMix64 random, int arena) {
    this.random = random;
    this.arena = arena;
  }

  void map(Span span) {
    cut(span);
    keep(mapped, span);
  }

  void unmap(Span span) {
    cut(span);
    keep(gone, span);
  }

  void watch(Span span) {
    keep(watched, span);
  }

  boolean isAnyWatched() {
    return !watched.isEmpty();
  }

  boolean isEmpty() {
    return mapped.isEmpty();
  }

  private static void keep(List<Span> list, Span span) {
    if (span.bytes() > 0 && span.bytes() <= 2048 * Arena.PAGE) {
      list.add(span);
    }
    if (list.size() > KEPT) {
      list.remove(0);
    }
  }

  private void cut(Span hole) {
    List<Span> rest = new ArrayList<>();
    for (Span span : mapped) {
      if (span.start() < hole.start()) {
        long end = Math.min(span.end(), hole.start());
        rest.add(new Span(span.start(), end - span.start()));
      }
      if (span.end() > hole.end()) {
        long start = Math.max(span.start(), hole.end());
        rest.add(new Span(start, span.end() - start));
      }
    }
    mapped.clear();
    mapped.addAll(rest);
  }

  /** Memory for a call that works on what is mapped. */
  Span used() {
    int kind = random.nextInt(100);
    if (mapped.isEmpty()) {
      return anywhere();
    }
    if (kind < 62) {
      return within(any(mapped));
    }
    if (kind < 74) {
      return across(any(mapped));
    }
    if (kind < 84) {
      return gone.isEmpty() ? anywhere() : within(any(gone));
    }
    if (kind < 92) {
      return beside(any(mapped));
    }
    return kind < 96 ? anywhere() : bent(within(any(mapped)));
  }

  /** Memory that a userfaultfd was asked to watch. */
  Span watched() {
    return within(any(watched));
  }

  /** Memory for a new mapping: often free, at times over or next to others. */
  Span free() {
    int kind = random.nextInt(100);
    if (kind < 45 || mapped.isEmpty()) {
      return anywhere();
    }
    if (kind < 65) {
      Span next = any(mapped);
      long pages = length();
      return random.nextInt(2) == 0
          ? new Span(next.end(), pages * Arena.PAGE)
          : new Span(next.start() - pages * Arena.PAGE, pages * Arena.PAGE);
    }
    if (kind < 80) {
      return gone.isEmpty() ? anywhere() : any(gone);
    }
    return kind < 97 ? within(any(mapped)) : bent(anywhere());
  }

  /** One page that an access may hit. */
  Span page() {
    Span span = used();
    return random.nextInt(12) == 0
        ? new Span(span.start() + random.nextInt(4096), 1)
        : Span.pages(span.firstPage() + random.nextInt((int) Math.min(span.count(), 64)), 1);
  }

  /** A huge page's worth of memory, or two. */
  Span huge() {
    return Span.pages(512L * (1 + random.nextInt(3)), 512L * (1 + random.nextInt(2)));
  }

  private Span anywhere() {
    // Now and then beside the end of a page table, where one more is needed.
    long first = random.nextInt(12) == 0 ? 508 + random.nextInt(6) : random.nextInt(arena);
    return Span.pages(first, length());
  }

  private long length() {
    int kind = random.nextInt(10);
    return kind < 6 ? 1 + random.nextInt(4) : 1 + random.nextInt(Math.max(4, arena / 2));
  }

  private Span within(Span span) {
    long pages = span.count();
    int kind = random.nextInt(10);
    if (kind < 3 || pages < 2) {
      return span;
    }
    long length = 1 + random.nextInt((int) Math.min(pages, 1 << 12));
    long room = pages - length;
    long first = kind < 5 || room == 0 ? 0 : kind < 7 ? room : random.nextInt((int) room + 1);
    return Span.pages(span.firstPage() + first, length);
  }

  private Span across(Span one) {
    Span other = any(mapped);
    long start = Math.min(one.firstPage(), other.firstPage());
    long end = Math.max(one.firstPage() + one.count(), other.firstPage() + other.count());
    if (end - start > 4096) {
      return within(one);
    }
    long first = start + random.nextInt((int) Math.min(one.count(), end - start));
    return Span.pages(first, Math.max(1, end - first - random.nextInt(2)));
  }

  private Span beside(Span span) {
    long pages = 1 + random.nextInt(3);
    return random.nextInt(3) > 0
        ? Span.pages(span.firstPage() - pages, pages)
        : Span.pages(span.firstPage() + span.count(), pages);
  }

  /** The same but for a few bytes. */
  private Span bent(Span span) {
    long by = 1L << random.nextInt(12);
    return random.nextInt(2) == 0
        ? new Span(span.start() + by, span.bytes())
        : new Span(span.start(), Math.max(1, span.bytes() - by));
  }

  private Span any(List<Span> list) {
    return list.get(random.nextInt(list.size()));
  }
}
