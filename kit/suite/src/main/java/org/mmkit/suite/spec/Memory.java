// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.jspecify.annotations.Nullable;

/** Faults: how a page comes to be there when a program or the kernel touches it. */
final class Memory {

  static final String MAPERR = "SEGV_MAPERR";
  static final String GENERAL_PROTECTION = "SEGV_KERNEL";
  static final String ACCERR = "SEGV_ACCERR";
  static final String BUS = "BUS_ADRERR";
  static final String EFAULT = "EFAULT";

  /** Of a page that a program can name, all bits from this one on are alike. */
  private static final int CANONICAL_SHIFT = 35;

  private static final long HIGH_HALF = (1L << 17) - 1;

  /** vm.mmap_min_addr. */
  static final long MIN_PAGE = 16;

  /** What came of touching a page: a fault's name, or the frame behind it. */
  record Touch(String fault, int frame) {
    static Touch failed(String fault) {
      return new Touch(fault, -1);
    }

    boolean isFault() {
      return frame < 0;
    }
  }

  private Memory() {}

  /** A load (READ), a store (WRITE) or a fetch (EXEC) by the program. */
  static Touch user(SpecState state, long page, int access) {
    if (page >>> CANONICAL_SHIFT != 0 && page >> CANONICAL_SHIFT != HIGH_HALF) {
      return Touch.failed(GENERAL_PROTECTION);
    }
    Run run = state.space.at(page);
    if (run == null && grow(state, page)) {
      run = state.space.at(page);
    }
    if (run == null) {
      return Touch.failed(MAPERR);
    }
    Attributes attributes = run.attributes();
    // Reading needs any permission: the hardware has no page that can be written or run only.
    // A fetch is refused by a page that is there, not by the mapping: it brings the page first.
    boolean refused =
        access == Attributes.WRITE ? !attributes.can(Attributes.WRITE) : attributes.prot() == 0;
    if (refused) {
      return Touch.failed(ACCERR);
    }
    Touch touch = present(state, page, attributes, access == Attributes.WRITE);
    boolean runs = access != Attributes.EXEC || attributes.can(Attributes.EXEC);
    return touch.isFault() || runs ? touch : Touch.failed(ACCERR);
  }

  /** get_user_pages of one page; forced ones go through missing permissions, as debuggers do. */
  static Touch kernel(SpecState state, long page, boolean write, boolean forced) {
    Run run = state.space.at(page);
    if (run == null || run.attributes().object() == Objects.DEVICE) {
      return Touch.failed(EFAULT);
    }
    Attributes attributes = run.attributes();
    if (!attributes.can(write ? Attributes.WRITE : Attributes.READ)) {
      boolean copied = !attributes.shared() && (attributes.mayProt() & Attributes.WRITE) != 0;
      if (!forced || write && !copied) {
        return Touch.failed(EFAULT);
      }
    }
    Touch touch = present(state, page, attributes, write);
    return touch.isFault() ? Touch.failed(EFAULT) : touch;
  }

  /** A pin for reading: a private page that a fork has shared is copied first. */
  static Touch pinned(SpecState state, long page) {
    Touch touch = kernel(state, page, false, false);
    if (touch.isFault()) {
      return touch;
    }
    state.forked.remove(page);
    Attributes attributes = state.space.mapped(page).attributes();
    return attributes.has(Flag.HUGETLB) ? present(state, page, attributes, true) : touch;
  }

  /** Faults the pages of a range in, as mmap does: what fails in one run does not stop the next. */
  static void populate(SpecState state, long start, long end) {
    for (Run run : state.space.within(start, end)) {
      populate(state, run);
    }
  }

  /** Faults the pages of a range in, as mlock does; whether all went well. */
  static boolean populateOrStop(SpecState state, long start, long end) {
    return state.space.within(start, end).stream().allMatch(run -> populate(state, run));
  }

  private static boolean populate(SpecState state, Run run) {
    Attributes attributes = run.attributes();
    if (run.has(Flag.ONFAULT) || attributes.object() == Objects.DEVICE) {
      return true;
    }
    boolean write = attributes.can(Attributes.WRITE) && !attributes.isSharedWritable();
    for (long page = run.start(); page < run.end(); page++) {
      if (kernel(state, page, write, attributes.prot() != 0).isFault()) {
        return false;
      }
    }
    return true;
  }

  /** expand_downwards: a mapping above that grows comes down to the page, if it may. */
  static boolean grow(SpecState state, long page) {
    Run above = state.space.above(page);
    if (above == null || !above.has(Flag.GROWSDOWN) || page < MIN_PAGE) {
      return false;
    }
    Run below = state.space.below(page);
    if (below != null
        && !below.has(Flag.GROWSDOWN)
        && below.attributes().prot() != 0
        && page - below.end() < Pages.STACK_GUARD_GAP) {
      return false;
    }
    long pages = above.start() - page;
    if (above.end() - page > Pages.STACK_LIMIT
        || !state.limits.mayExpand(state.space, above.attributes(), pages)
        || !state.limits.mayLockMore(state, above.attributes(), pages)) {
      return false;
    }
    state.space.put(page, above.start(), above.attributes());
    state.space.forgetSeams(page, above.start() + 1);
    // What has grown down to its neighbour stays a mapping of its own.
    state.space.mayBeSplitAt(page);
    return true;
  }

  private static Touch present(SpecState state, long page, Attributes attributes, boolean write) {
    if (state.guards.contains(page)) {
      return Touch.failed(MAPERR);
    }
    if (state.poisoned.contains(page)) {
      return Touch.failed(BUS);
    }
    if (attributes.has(Flag.HUGETLB)) {
      return HugeMemory.present(state, page, attributes, write);
    }
    Integer own = state.frames.get(page);
    if (write) {
      state.lazilyFreed.remove(page);
      own = state.forked.remove(page) ? copyIfPinned(state, page, own) : own;
    }
    if (own != null && (own != Objects.ZERO_FRAME || !write)) {
      return new Touch("", own);
    }
    if (own != null) {
      int frame = state.objects.newFrame(Content.ZERO);
      state.frames.put(page, frame);
      return new Touch("", frame);
    }
    if (state.unstable && !attributes.shared()) {
      return Touch.failed(BUS);
    }
    if (attributes.isAnonymous()) {
      if (isMonitored(state, attributes)) {
        return Touch.failed(BUS);
      }
      state.hugePagesMayCome |= attributes.has(Flag.HUGEPAGE);
      int frame = write ? state.objects.newFrame(Content.ZERO) : state.objects.zeroes();
      state.frames.put(page, frame);
      return new Touch("", frame);
    }
    long index = page + attributes.delta();
    if (state.objects.isBehindEnd(attributes.object(), index)) {
      return Touch.failed(BUS);
    }
    if (attributes.uffd() != 0 && !state.objects.isResidencyKnown(attributes.object())) {
      throw new Open("whether the page is still in memory");
    }
    boolean missing = !state.objects.get(attributes.object()).resident().containsKey(index);
    if (missing && isMonitored(state, attributes)) {
      return Touch.failed(BUS);
    }
    if (!missing && attributes.has(Flag.MINOR)) {
      throw new Open("whether the page is mapped here");
    }
    int frame = state.objects.frameOf(attributes.object(), index);
    if (write && !attributes.shared()) {
      frame = state.objects.copyOf(frame);
      state.frames.put(page, frame);
    }
    return new Touch("", frame);
  }

  /** What a fork shared is copied at the next store, unless nobody else has it any more. */
  private static @Nullable Integer copyIfPinned(SpecState state, long page, @Nullable Integer own) {
    if (own == null || !state.pins.containsValue(own)) {
      return own;
    }
    int copy = state.objects.copyOf(own);
    state.frames.put(page, copy);
    return copy;
  }

  /** Whether userfaultfd keeps missing pages from coming: the access ends with a signal then. */
  private static boolean isMonitored(SpecState state, Attributes attributes) {
    if (attributes.has(Flag.MISSING) && state.monitors) {
      throw new Open("a fault that waits for a monitor");
    }
    return attributes.has(Flag.MISSING);
  }
}
