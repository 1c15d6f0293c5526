// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;
import java.util.Optional;

/** One argument of a call, as written. */
public sealed interface Arg {

  /** The parameter was left to its default. */
  record Omitted() implements Arg {}

  /** A number. */
  record Num(Expr expr) implements Arg {}

  /** A whole number. */
  static Num number(long value) {
    return new Num(new Expr.Literal(Long.toString(value), Fraction.of(value)));
  }

  /** Protection letters, perhaps with further bits: {@code RW}, {@code R|0x01000000}. */
  record Prot(String letters, Optional<Expr> more) implements Arg {}

  /** A quoted string. */
  record Text(String value) implements Arg {}

  /** The calls of a quoted program such as fork's. */
  record Ops(List<Call> calls) implements Arg {
    /** Copies the list. */
    public Ops {
      calls = List.copyOf(calls);
    }
  }
}
