// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Huge pages: how they come to be there, what is promised to mappings, and what they give back. */
final class HugeMemory {

  private HugeMemory() {}

  /** The frame of a page of huge memory; the whole huge page comes with it. */
  static Memory.Touch present(SpecState state, long page, Attributes attributes, boolean write) {
    return attributes.shared()
        ? shared(state, page, attributes)
        : ofItsOwn(state, page, attributes, write);
  }

  private static Memory.Touch shared(SpecState state, long page, Attributes attributes) {
    int object = attributes.object();
    long index = page + attributes.delta();
    if (state.objects.isBehindEnd(object, index)) {
      return Memory.Touch.failed(Memory.BUS);
    }
    long head = index - index % Pages.HUGE;
    if (!state.objects.get(object).resident().containsKey(head)) {
      if (!take(state, state.objects.promised(object).remove(head))) {
        return Memory.Touch.failed(Memory.BUS);
      }
      state.objects.frameOf(object, head);
    }
    return new Memory.Touch("", state.objects.frameOf(object, index));
  }

  private static Memory.Touch ofItsOwn(
      SpecState state, long page, Attributes attributes, boolean write) {
    long head = page - page % Pages.HUGE;
    if (!state.frames.containsKey(head)) {
      boolean promised = !attributes.has(Flag.NORESERVE) && !attributes.has(Flag.UNRESERVED);
      if (!take(state, promised)) {
        return Memory.Touch.failed(Memory.BUS);
      }
      state.frames.put(head, state.objects.newFrame(Content.ZERO));
    } else if (write && state.inheritedHuge.contains(head)) {
      boolean alone =
          !state.isChild && (state.child == null || !state.child.inheritedHuge.contains(head));
      if (!alone && !take(state, false)) {
        throw new Open("a copy on write without a free huge page");
      }
      state.inheritedHuge.remove(head);
      forgetPins(state, head);
    }
    if (write) {
      state.forked.remove(head);
    }
    int frame = state.frames.computeIfAbsent(page, p -> state.objects.newFrame(Content.ZERO));
    return new Memory.Touch("", frame);
  }

  /** Whether the store is to the page that was pinned depends on who has it. */
  private static void forgetPins(SpecState state, long head) {
    for (int frame : state.frames.subMap(head, head + Pages.HUGE).values()) {
      if (state.pins.containsValue(frame)) {
        state.objects.forget(frame);
      }
    }
  }

  private static boolean take(SpecState state, boolean promised) {
    HugePool pool = state.hugePool;
    boolean there = promised ? pool.free() > 0 : pool.canReserve(1);
    if (!there && !pool.known()) {
      throw new Open("how many huge pages are free");
    }
    if (there) {
      state.hugePool = pool.take(promised);
    }
    return there;
  }

  /** A new shared mapping is promised all pages of its object. */
  static void promise(SpecState state, int object, long pages) {
    TreeSet<Long> heads = state.objects.promised(object);
    for (long head = 0; head < pages; head += Pages.HUGE) {
      heads.add(head);
    }
  }

  /**
   * MADV_REMOVE: whole huge pages go, and what was promised but not used stays; parts are cleared.
   */
  static void punch(SpecState state, Run run) {
    int object = run.attributes().object();
    long from = run.start() + run.attributes().delta();
    long to = run.end() + run.attributes().delta();
    long first = (from + Pages.HUGE - 1) / Pages.HUGE * Pages.HUGE;
    Map<Long, Integer> resident = state.objects.get(object).resident();
    for (long head = first; head + Pages.HUGE <= to; head += Pages.HUGE) {
      if (resident.containsKey(head)) {
        state.hugePool = state.hugePool.giveBack(1);
      }
      state.objects.get(object).resident().subMap(head, head + Pages.HUGE).clear();
    }
    state.objects.clearPages(object, from, to);
  }

  /** MADV_DONTNEED of whole private huge pages: they go back, and are promised again. */
  static void discard(SpecState state, long start, long end, Attributes attributes) {
    TreeSet<Long> heads = new TreeSet<>();
    state.frames.subMap(start, end).keySet().stream()
        .filter(Pages::isHugeAligned)
        .forEach(heads::add);
    boolean elsewhereToo = !Collections.disjoint(heads, state.inheritedHuge);
    boolean pinned = isPinned(state, state.frames.subMap(start, end).values());
    boolean owner = !attributes.has(Flag.NORESERVE) && !attributes.has(Flag.UNRESERVED);
    state.frames.subMap(start, end).clear();
    state.inheritedHuge.removeAll(heads);
    state.hugePool = state.hugePool.giveBack(heads.size()).reserve(owner ? heads.size() : 0);
    if (pinned || elsewhereToo && (state.isChild || state.child != null)) {
      state.hugePool = state.hugePool.unknown();
    }
  }

  /** A page that is pinned does not go back before its pin does. */
  private static boolean isPinned(SpecState state, Collection<Integer> frames) {
    return !Collections.disjoint(frames, state.pins.values());
  }

  /** Private huge memory is unmapped. */
  static void release(SpecState state, Run run) {
    Set<Long> heads = new TreeSet<>();
    state.frames.subMap(run.start(), run.end()).keySet().stream()
        .filter(Pages::isHugeAligned)
        .forEach(heads::add);
    boolean elsewhereToo = !Collections.disjoint(heads, state.inheritedHuge);
    boolean pinned = isPinned(state, state.frames.subMap(run.start(), run.end()).values());
    state.inheritedHuge.removeAll(heads);
    state.hugePool = state.hugePool.giveBack(heads.size());
    if (!run.has(Flag.NORESERVE) && !run.has(Flag.UNRESERVED)) {
      state.hugePool = state.hugePool.reserve(heads.size() - run.pages() / Pages.HUGE);
    }
    if (pinned || elsewhereToo && (state.isChild || state.child != null)) {
      state.hugePool = state.hugePool.unknown();
    }
  }

  /** A child ends: what was promised to its own mappings is not any more. */
  static HugePool afterExit(HugePool before, SpecState child) {
    HugePool pool = before;
    for (Run run : child.space.runs()) {
      boolean promised = !run.has(Flag.NORESERVE) && !run.has(Flag.UNRESERVED);
      if (run.has(Flag.HUGETLB) && !run.attributes().shared() && promised) {
        pool = pool.reserve(-run.pages() / Pages.HUGE);
      }
    }
    return Forking.heads(child).isEmpty() ? pool : pool.unknown();
  }

  /**
   * Shared huge memory that nothing maps any more gives all back: where the pool is known, since a
   * child that is not done may map it.
   */
  static void dropUnmapped(SpecState state) {
    if (state.isChild || !state.hugePool.known()) {
      return;
    }
    for (int object : state.objects.hugeObjects()) {
      if (!isMapped(state, object)) {
        boolean pinned = isPinned(state, state.objects.get(object).resident().values());
        state.hugePool =
            state
                .hugePool
                .giveBack(state.objects.hugePages(object))
                .reserve(-state.objects.promised(object).size());
        state.hugePool = pinned ? state.hugePool.unknown() : state.hugePool;
        state.objects.forgetHuge(object);
      }
    }
  }

  /** What a child took of shared memory stays taken when it ends; all else goes back. */
  static void outlive(SpecState state, SpecState child) {
    long used = 0;
    long promised = 0;
    for (int object : state.objects.hugeObjects()) {
      used += child.objects.hugePages(object) - state.objects.hugePages(object);
      promised += child.objects.promised(object).size() - state.objects.promised(object).size();
    }
    for (int object : child.objects.hugeObjects()) {
      if (!state.objects.hugeObjects().contains(object)) {
        child.objects.forgetHuge(object);
      }
    }
    HugePool pool = state.hugePool;
    state.hugePool =
        new HugePool(
            pool.free() - used, pool.reserved() + promised, pool.known() && child.hugePool.known());
  }

  private static boolean isMapped(SpecState state, int object) {
    SpecState child = state.child;
    return isMapped(state.space.runs(), object)
        || child != null && isMapped(child.space.runs(), object);
  }

  private static boolean isMapped(List<Run> runs, int object) {
    return runs.stream().anyMatch(run -> run.attributes().object() == object);
  }
}
