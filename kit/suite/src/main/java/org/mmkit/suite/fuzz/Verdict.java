// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.check.Broken;

/**
 * What a program showed of a strategy.
 *
 * @param kind whether it agrees
 * @param key what a smaller program must show too: the code of the rule, and of a wrong result the
 *     call that gave it
 * @param broken the rule, if one was broken
 * @param calls how many calls were made until then
 * @param why what the specification leaves open, or what the model lacks
 * @param thrown what the strategy or the model threw
 */
record Verdict(
    Kind kind,
    String key,
    Optional<Broken> broken,
    int calls,
    String why,
    @Nullable Throwable thrown) {

  /** Whether a program's outcome is right. */
  enum Kind {
    /** Each result is what the specification says, and no rule is broken. */
    AGREES,
    /** No rule is broken, but the specification leaves a result open, and so all behind it. */
    UNKNOWN,
    /** The model does not have what the program needs. */
    NOT_MODELLED,
    /** A rule is broken, or a result is not what the specification says. */
    WRONG,
    /** Something was thrown. */
    THREW
  }

  static Verdict agrees() {
    return new Verdict(Kind.AGREES, "", Optional.empty(), 0, "", null);
  }

  static Verdict unknown(String why) {
    return new Verdict(Kind.UNKNOWN, "", Optional.empty(), 0, why, null);
  }

  static Verdict notModelled(String why) {
    return new Verdict(Kind.NOT_MODELLED, "", Optional.empty(), 0, why, null);
  }

  static Verdict wrong(String key, Broken broken, int calls) {
    return new Verdict(Kind.WRONG, key, Optional.of(broken), calls, "", null);
  }

  static Verdict threw(Throwable thrown, int calls) {
    String key = thrown.getClass().getSimpleName();
    return new Verdict(Kind.THREW, key, Optional.empty(), calls, "", thrown);
  }

  /** The code of the rule that was broken; empty if none was. */
  String code() {
    return broken.map(one -> one.rule().code()).orElse("");
  }

  /** Whether the program shows something that is not right. */
  boolean isBad() {
    return kind == Kind.WRONG || kind == Kind.THREW;
  }
}
