// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A call that loads can make.
 *
 * @param name as it is written
 * @param params what it takes, those that can be left out last
 * @param required how many must be given
 * @param maker turns arguments into what is done
 */
record CallForm(String name, List<Param> params, int required, Maker maker) {

  /** What an argument may be. */
  enum Kind {
    NUMBER,
    /** {@code N R W X RW RX RWX}. */
    PROT,
    /** {@code 'pa'}: how it is shared, then what is mapped. */
    LETTERS,
    /** {@code 'POPULATE|FIXED'}. */
    FLAGS,
    /** {@code 'M'}: flags of mremap by their letters. */
    MOVES,
    /** {@code 'DONTNEED'}. */
    ADVICE
  }

  /** A parameter. */
  record Param(String name, Kind kind) {}

  /** Makes the action from arguments that fit. */
  @FunctionalInterface
  interface Maker {
    Action make(Args args);
  }

  CallForm {
    params = List.copyOf(params);
  }

  /** How it is written, for messages and the page of loads. */
  String usage() {
    String all =
        params.stream()
            .map(p -> (params.indexOf(p) >= required ? "[" + p.name() + "]" : p.name()))
            .collect(Collectors.joining(", "));
    return name + "(" + all + ")";
  }

  Optional<Param> param(int index) {
    return index < params.size() ? Optional.of(params.get(index)) : Optional.empty();
  }
}
