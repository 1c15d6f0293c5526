// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * How one step of a strategy is put right while all others stay as they are:
 *
 * <ul>
 *   <li>{@code insert A before B C}: A is done before whichever of B and C comes first, and not
 *       again where the strategy does it
 *   <li>{@code defer A behind B}: where the strategy does A before B, it is done after B
 *   <li>{@code whole A}: where the strategy does A first, it is done for all VMAs of the range, and
 *       not again; page tables are freed up to their neighbours
 *   <li>{@code once A}: A is done once, for all VMAs of the range, also where do_munmap would do it
 *   <li>{@code hold}: mmap_sem is held for writing from where it is needed to the end of the call
 *   <li>{@code release}: what is held at the end of the call, or when events are delivered, is
 *       released
 *   <li>{@code finish}: gathers that are open when VMAs go or mmap_sem is released are finished
 *   <li>{@code keep}: the lock is not downgraded where a stack above could grow into the range
 *   <li>{@code answer}: a path of brk or mremap returns 1 where it has downgraded, and else 0
 *   <li>{@code index}: each VMA is stored in the side tree at an index of its own
 *   <li>{@code mark}: all VMAs that a replacement collected are marked as detached
 *   <li>{@code collect}: a replacement that has not collected all VMAs of the range is refused
 *   <li>{@code grow}: stacks grow with mmap_sem held for writing
 *   <li>{@code apart}: each call is made by an instance of classes of its own
 *   <li>{@code heed A}: where A gives an error, the call ends with it, and the lock is released
 *   <li>{@code none}: nothing is known that puts it right
 * </ul>
 *
 * @param sort which of them
 * @param step A
 * @param places B and C
 */
public record Amendment(Sort sort, String step, Set<String> places) {

  /** The ways to put a step right. */
  enum Sort {
    INSERT,
    DEFER,
    WHOLE,
    ONCE,
    HOLD,
    RELEASE,
    FINISH,
    KEEP,
    ANSWER,
    INDEX,
    MARK,
    COLLECT,
    GROW,
    APART,
    HEED,
    NONE
  }

  public Amendment {
    places = Set.copyOf(places);
  }

  static Amendment parse(String text) {
    String[] words = text.split(" ");
    Sort sort = Sort.valueOf(words[0].toUpperCase(Locale.ROOT));
    boolean moves = sort == Sort.INSERT || sort == Sort.DEFER;
    boolean names = sort == Sort.HEED || sort == Sort.WHOLE || sort == Sort.ONCE;
    int least = moves ? 4 : names ? 2 : 1;
    if (words.length < least || !moves && words.length > least) {
      throw new IllegalStateException("no such amendment: " + text);
    }
    return new Amendment(
        sort,
        words.length > 1 ? words[1] : "",
        moves ? Set.copyOf(Arrays.asList(words).subList(3, words.length)) : Set.of());
  }

  boolean is(Sort other) {
    return sort == other;
  }

  /** Whether anything puts it right. */
  public boolean isKnown() {
    return sort != Sort.NONE;
  }
}
