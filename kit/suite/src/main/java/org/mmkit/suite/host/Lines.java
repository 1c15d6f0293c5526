// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.Set;
import java.util.TreeSet;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Env;

/**
 * The text that the player is sent: a line for each call, numbers in hexadecimal. A number that
 * depends on where something landed is sent as {@code constant*factor}.
 */
final class Lines {
  /**
   * How far from the arena's base on either side, and above the heap's start, the player clears
   * memory after a program.
   */
  private static final long BELOW = 1L << 32;

  private static final long ABOVE = 1L << 45;

  /** Where the player's code lies; the rest of it is behind. */
  private static final long PLAYER = 0x40_0000;

  /** Where user space ends: a call refuses what begins behind, and changes nothing. */
  private static final long USER_END = 0x7fff_ffff_f000L;

  private boolean coversPlayer;
  private boolean reads;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder behind = new StringBuilder();
  private final Set<String> files = new TreeSet<>();
  private int count;
  private boolean apart;
  private boolean huge;
  private boolean slow;
  private boolean still;

  /** Begins a line. */
  Lines call(String name) {
    text.append(name);
    return this;
  }

  /** Ends a line, which is followed by those that belong to it. */
  void end() {
    text.append('\n').append(behind);
    behind.setLength(0);
    reads = false;
    count++;
  }

  /**
   * Up to its end, or to {@link #changes}, the line only reads: wherever it does, nothing changes.
   */
  Lines reads() {
    reads = true;
    return this;
  }

  /** What comes next changes what it names. */
  Lines changes() {
    reads = false;
    return this;
  }

  /** The program changes more than the arena: it needs a process of its own. */
  Lines apart() {
    apart = true;
    return this;
  }

  /** The kernel takes a tenth of a second or more for the program. */
  Lines slow() {
    slow = true;
    return this;
  }

  boolean isSlow() {
    return slow;
  }

  /** What the kernel does for the program depends on the CPU that did the rest. */
  Lines still() {
    still = true;
    return this;
  }

  boolean isStill() {
    return still;
  }

  /** The program uses the pool of huge pages. */
  Lines huge() {
    huge = true;
    return this;
  }

  Lines word(String word) {
    text.append(' ').append(word);
    return this;
  }

  /** The program uses this one of the player's files. */
  Lines uses(String file) {
    files.add(file);
    return this;
  }

  /** The files that it uses. */
  Set<String> files() {
    return files;
  }

  Lines number(long value) {
    text.append(' ').append(Long.toHexString(value));
    return this;
  }

  /** A parameter that is a number of pages, in bytes. */
  Lines pages(Call call, String param) throws Unplayable {
    return affine("", 0, of(call, param, true));
  }

  /** A parameter that is a number. */
  Lines value(Call call, String param) throws Unplayable {
    return affine("", 0, of(call, param, false));
  }

  /** A parameter that is pages from the start of the heap; the call touches one page. */
  Lines heapAddress(Call call, String param) throws Unplayable {
    long[] start = of(call, param, true);
    touchesHeap(start[0], 1);
    return affine("H", 0, start);
  }

  /** Address and length of a call that touches a range of the heap. */
  Lines heapRange(Call call) throws Unplayable {
    long[] start = of(call, "a", true);
    long[] bytes = of(call, "n", true);
    touchesHeap(start[0], bytes[0]);
    return affine("H", 0, start).affine("", 0, bytes);
  }

  /** A parameter that is an address of the arena; the call touches no more than its page. */
  Lines address(Call call, String param) throws Unplayable {
    long[] value = of(call, param, true);
    touches(Arena.BASE + value[0], 1);
    return affine("", Arena.BASE, value);
  }

  /** The call touches so many pages from an address of the arena on. */
  void touchesPages(Call call, String from, long pages) throws Unplayable {
    touches(Arena.BASE + of(call, from, true)[0], pages > 0 ? pages * Arena.PAGE : 0);
  }

  /** Address and length of a call that touches this range of the arena. */
  Lines range(Call call, String from, String length) throws Unplayable {
    long[] start = of(call, from, true);
    long[] bytes = of(call, length, true);
    touches(Arena.BASE + start[0], bytes[0]);
    return affine("", Arena.BASE, start).affine("", 0, bytes);
  }

  /** The same of the absolute forms, which count bytes. */
  Lines absoluteRange(Call call) throws Unplayable {
    long[] start = of(call, "addr", false);
    long[] bytes = of(call, "bytes", false);
    touches(start[0], bytes[0]);
    return affine("", 0, start).affine("", 0, bytes);
  }

  /** Whether the range of the last call holds memory that the player itself needs. */
  boolean coversPlayer() {
    return coversPlayer;
  }

  /** A range of addresses may change; outside of the arena it may be the player's own. */
  private void touches(long from, long bytes) {
    long low = from - (Arena.BASE - BELOW);
    boolean inside = low >= 0 && bytes >= 0 && bytes <= ABOVE && low + bytes <= ABOVE;
    boolean refused = Long.compareUnsigned(from, USER_END) >= 0;
    apart |= !inside && !refused && !reads;
    coversPlayer = Long.compareUnsigned(from, PLAYER) <= 0 && bytes > PLAYER - from;
  }

  private void touchesHeap(long from, long bytes) {
    apart |= from < 0 || bytes < 0 || from > BELOW || bytes > BELOW;
  }

  private Lines affine(String prefix, long base, long[] value) {
    text.append(' ').append(prefix).append(Long.toHexString(base + value[0]));
    if (value[1] != 0) {
      apart |= !reads;
      text.append('*').append(Long.toHexString(value[1]));
    }
    return this;
  }

  /** What a parameter is worth where L is 0, and how much more for each page of L. */
  private static long[] of(Call call, String param, boolean inPages) throws Unplayable {
    if (!call.isDynamic(param)) {
      Env anywhere = new Env(0);
      return new long[] {inPages ? call.pages(param, anywhere) : call.value(param, anywhere), 0};
    }
    long[] at = new long[3];
    for (int landed = 0; landed < at.length; landed++) {
      Env env = new Env(landed);
      at[landed] = inPages ? call.pages(param, env) : call.value(param, env);
    }
    long factor = at[1] - at[0];
    if (at[2] - at[1] != factor) {
      throw new Unplayable("the player cannot work out " + param + " of " + call.text());
    }
    return new long[] {at[0], factor};
  }

  /** The lines of a call follow those that are there. */
  void add(Lines call) {
    text.append(call.text);
    count += call.count;
    takeOver(call);
  }

  /**
   * The lines of other calls follow this one.
   *
   * @param inOwnMemory whether what they change goes with the process that runs them
   */
  void addBehind(Lines inner, boolean inOwnMemory) {
    boolean before = apart;
    behind.append(inner.text);
    count += inner.count;
    takeOver(inner);
    apart = before || inner.apart && !inOwnMemory;
  }

  private void takeOver(Lines other) {
    files.addAll(other.files);
    apart |= other.apart;
    huge |= other.huge;
    slow |= other.slow;
    still |= other.still;
  }

  int count() {
    return count;
  }

  boolean isHuge() {
    return huge;
  }

  boolean isApart() {
    return apart;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
