// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.TreeMap;

/**
 * The bytes of a page: one letter up to a limit, zeroes behind it, and single bytes that differ.
 * Immutable; two contents are equal if all bytes are.
 */
final class Content {

  static final Content ZERO = new Content(0, 0, new TreeMap<>());

  private final int letter;
  private final int limit;
  private final TreeMap<Integer, Integer> others;

  private Content(int letter, int limit, TreeMap<Integer, Integer> others) {
    this.letter = limit == 0 ? 0 : letter;
    this.limit = letter == 0 ? 0 : limit;
    this.others = others;
  }

  /** A page full of one byte. */
  static Content full(int value) {
    return new Content(value, Pages.SIZE, new TreeMap<>());
  }

  int get(int offset) {
    return others.getOrDefault(offset, base(offset));
  }

  Content with(int offset, int value) {
    if (get(offset) == value) {
      return this;
    }
    TreeMap<Integer, Integer> changed = new TreeMap<>(others);
    put(changed, offset, value);
    return new Content(letter, limit, changed);
  }

  /** The same page with one byte in a number of places. */
  Content with(int offset, int bytes, int value) {
    if (bytes == Pages.SIZE) {
      return full(value);
    }
    TreeMap<Integer, Integer> changed = new TreeMap<>(others);
    for (int i = offset; i < offset + bytes; i++) {
      put(changed, i, value);
    }
    return new Content(letter, limit, changed);
  }

  /** The same page with zeroes in [from, to). */
  Content zeroed(int from, long to) {
    Content cleared = zeroedFrom(from);
    for (int offset = (int) Math.min(to, Pages.SIZE); offset < Pages.SIZE; offset++) {
      cleared.put(cleared.others, offset, get(offset));
    }
    return cleared;
  }

  private void put(TreeMap<Integer, Integer> bytes, int offset, int value) {
    if (base(offset) == value) {
      bytes.remove(offset);
    } else {
      bytes.put(offset, value);
    }
  }

  /** The same page with zeroes from an offset on. */
  private Content zeroedFrom(int offset) {
    return new Content(letter, Math.min(limit, offset), new TreeMap<>(others.headMap(offset)));
  }

  private int base(int offset) {
    return offset < limit ? letter : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content that
        && letter == that.letter
        && limit == that.limit
        && others.equals(that.others);
  }

  @Override
  public int hashCode() {
    return (letter * 31 + limit) * 31 + others.hashCode();
  }
}
