// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes fill and pat apart: one store or load for each page, as judges of concurrent results need.
 */
public final class PageAccesses {

  private PageAccesses() {}

  /** The w calls of a fill or the r calls of a pat, lowest page first; any other call alone. */
  public static List<Call> split(Call call, Env env) {
    if (!call.is(CallKind.IN_PARTS)) {
      return List.of(call);
    }
    boolean fill = call.name().equals("fill");
    List<Call> calls = new ArrayList<>();
    long pages = call.pages("n", env) / Arena.PAGE;
    for (long i = 0; i < pages; i++) {
      Arg address = page(call.pages("a", env) + i * Arena.PAGE);
      calls.add(fill ? store(address, call.character("first", env) + i) : load(address));
    }
    return calls;
  }

  private static Call load(Arg address) {
    return new Call("r", List.of(address));
  }

  private static Call store(Arg address, long letter) {
    long value = letter & 0xff;
    boolean plain = value >= ' ' && value <= '~';
    Arg character =
        plain ? new Arg.Text(String.valueOf((char) value)) : new Arg.Num(literal(value));
    return new Call("w", List.of(address, character));
  }

  /** The argument that stands for a number of pages, given in bytes. */
  public static Arg page(long bytes) {
    return new Arg.Num(
        bytes % Arena.PAGE == 0
            ? literal(bytes / Arena.PAGE)
            : new Expr.Binary('/', literal(bytes), Expr.Symbol.P));
  }

  private static Expr literal(long value) {
    Expr number = new Expr.Literal(Long.toString(Math.abs(value)), Fraction.of(Math.abs(value)));
    return value < 0 ? new Expr.Negation(number) : number;
  }
}
