// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.List;
import org.mmkit.mm.uapi.Advice;

/** The arguments of a call; those that were left out are zero. */
final class Args {

  /**
   * One argument.
   *
   * @param number of a parameter of that kind
   * @param word a protection, letters, flags or an advice as written
   */
  record Arg(Amount number, String word) {}

  private static final Arg NONE = new Arg(task -> 0, "");

  private final List<Arg> args;

  Args(List<Arg> args) {
    this.args = List.copyOf(args);
  }

  private Arg at(int index) {
    return index < args.size() ? args.get(index) : NONE;
  }

  boolean has(int index) {
    return index < args.size();
  }

  Amount number(int index) {
    return at(index).number();
  }

  String word(int index) {
    return at(index).word();
  }

  int prot(int index) {
    int bits = 0;
    for (char letter : word(index).toCharArray()) {
      bits |= letter == 'R' ? 1 : letter == 'W' ? 2 : letter == 'X' ? 4 : 0;
    }
    return bits;
  }

  Advice advice(int index) {
    return Advice.valueOf(word(index));
  }
}
