// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** What UFFDIO_COPY, UFFDIO_ZEROPAGE and UFFDIO_POISON do to one page. */
final class UserfaultfdPages {
  private static final int SOURCE = 'u';

  private UserfaultfdPages() {}

  /** Provides a page that begins with 'u', or an empty one; why not, or nothing. */
  static String provide(SpecState state, long page, Attributes attributes, boolean copy) {
    if (attributes.has(Flag.HUGETLB)) {
      throw new Open("userfaultfd on huge pages");
    }
    if (!attributes.isAnonymous() && !state.objects.isResidencyKnown(attributes.object())) {
      throw new Open("whether the page is still in memory");
    }
    return attributes.shared()
        ? intoObject(state, page, attributes, copy)
        : intoMapping(state, page, attributes, copy);
  }

  /** Shared memory has the page from then on, whoever maps it. */
  private static String intoObject(
      SpecState state, long page, Attributes attributes, boolean copy) {
    long index = page + attributes.delta();
    if (state.objects.isBehindEnd(attributes.object(), index)) {
      return "EFAULT";
    }
    if (state.objects.get(attributes.object()).resident().containsKey(index)) {
      return "EEXIST";
    }
    int frame = state.objects.frameOf(attributes.object(), index);
    if (copy) {
      state.objects.store(frame, 0, Pages.SIZE, SOURCE);
    }
    removeMarkers(state, page);
    return "";
  }

  /** Declares a page broken where nothing is, also no guard; why not, or nothing. */
  static String poison(SpecState state, long page, Attributes attributes) {
    if (attributes.has(Flag.HUGETLB)) {
      throw new Open("userfaultfd on huge pages");
    }
    if (attributes.has(Flag.ZERO_DEVICE)) {
      return "EFAULT";
    }
    long index = page + attributes.delta();
    boolean ofObject = !attributes.isAnonymous();
    if (ofObject && state.objects.isBehindEnd(attributes.object(), index)) {
      return "EFAULT";
    }
    if (state.frames.containsKey(page) || state.hasMarker(page)) {
      return "EEXIST";
    }
    if (ofObject && !state.objects.isResidencyKnown(attributes.object())) {
      throw new Open("whether the page is still in memory");
    }
    if (ofObject && state.objects.get(attributes.object()).resident().containsKey(index)) {
      throw new Open("whether the page of a file is mapped");
    }
    state.poisoned.add(page);
    return "";
  }

  /** Maps a page that shared memory has, unless one is mapped; why not, or nothing. */
  static String proceed(Turn turn, long page, Attributes attributes) {
    SpecState state = turn.state();
    if (attributes.has(Flag.HUGETLB)) {
      throw new Open("userfaultfd on huge pages");
    }
    if (attributes.isAnonymous()) {
      return "EINVAL";
    }
    if (!state.objects.isResidencyKnown(attributes.object())) {
      throw new Open("whether the page is still in memory");
    }
    long index = page + attributes.delta();
    if (state.objects.isBehindEnd(attributes.object(), index)) {
      return "EINVAL";
    }
    if (!state.objects.get(attributes.object()).resident().containsKey(index)) {
      return "EFAULT";
    }
    if (state.frames.containsKey(page) || turn.choices().pick(2) == 1) {
      return "EEXIST";
    }
    removeMarkers(state, page);
    return "";
  }

  private static void removeMarkers(SpecState state, long page) {
    state.guards.remove(page);
    state.poisoned.remove(page);
  }

  private static String intoMapping(
      SpecState state, long page, Attributes attributes, boolean copy) {
    if (attributes.has(Flag.ZERO_DEVICE)) {
      return "EFAULT"; // The device has no size, so that all lies behind its end.
    }
    if (state.frames.containsKey(page)) {
      return "EEXIST";
    }
    if (!attributes.isAnonymous()) {
      long index = page + attributes.delta();
      if (state.objects.isBehindEnd(attributes.object(), index)) {
        return "EFAULT";
      }
      if (state.objects.get(attributes.object()).resident().containsKey(index)) {
        throw new Open("whether the page of a file is mapped");
      }
    }
    // A marker is no page: a copy takes its place, a page of zeroes does not.
    if (!copy && state.hasMarker(page)) {
      return "EEXIST";
    }
    removeMarkers(state, page);
    state.forget(page, page + 1);
    int frame = copy ? state.objects.newFrame(Content.full(SOURCE)) : Objects.ZERO_FRAME;
    state.frames.put(page, frame);
    return "";
  }
}
