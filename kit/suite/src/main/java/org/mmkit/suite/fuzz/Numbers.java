// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Arg;
import org.mmkit.suite.program.Expr;
import org.mmkit.suite.program.Fraction;

/**
 * Numbers as case files write them, and the boundary values of the fuzzer's table (after Trinity's:
 * around zero, a page, a page table, the address space and the width of a word).
 */
final class Numbers {

  /** Bytes that a length may be and that touch few pages: safe for calls that go page by page. */
  static final Weighted<Long> SMALL_LENGTHS =
      new Weighted<Long>().add(4, 0L).add(2, 1L, 4095L, 4097L, 2048L, 8191L);

  /** The same and those that no mapping can have, or that wrap. */
  static final Weighted<Long> LENGTHS =
      new Weighted<Long>()
          .add(6, 0L)
          .add(3, 1L, 4095L, 4097L, 2048L)
          .add(1, 512 * Arena.PAGE, 513 * Arena.PAGE)
          .add(1, 1L << 47, 1L << 48, 1L << 62, (1L << 63) - Arena.PAGE, -Arena.PAGE, -1L);

  /** Addresses in bytes from the arena's beginning: where things end. */
  static final Weighted<Long> PLACES =
      new Weighted<Long>()
          .add(3, 0L, 512 * Arena.PAGE, 511 * Arena.PAGE)
          .add(2, Arena.TASK_SIZE - Arena.BASE, Arena.TASK_SIZE - Arena.BASE - Arena.PAGE)
          .add(1, -Arena.BASE - Arena.PAGE);

  static final Weighted<Long> FILE_OFFSETS =
      new Weighted<Long>()
          .add(8, 0L, Arena.PAGE, 2 * Arena.PAGE, 4 * Arena.PAGE)
          .add(3, 15 * Arena.PAGE, 16 * Arena.PAGE, 14 * Arena.PAGE)
          .add(1, 1L, 2048L, (1L << 63) - Arena.PAGE);

  private Numbers() {}

  /** A whole number. */
  static Expr whole(long value) {
    Expr number = new Expr.Literal(Long.toString(Math.abs(value)), Fraction.of(Math.abs(value)));
    return value < 0 ? new Expr.Negation(number) : number;
  }

  /** A number of bytes in pages: {@code 3}, {@code 17/P} or {@code 3+17/P}. */
  static Arg pages(long bytes) {
    long whole = Math.floorDiv(bytes, Arena.PAGE);
    long rest = Math.floorMod(bytes, Arena.PAGE);
    if (rest == 0) {
      return new Arg.Num(whole(whole));
    }
    Expr part = new Expr.Binary('/', whole(rest), Expr.Symbol.P);
    return new Arg.Num(whole == 0 ? part : new Expr.Binary('+', whole(whole), part));
  }

  /** An absolute address that lies some bytes into the arena: {@code B+3*P+17}. */
  static Arg address(long bytes) {
    long fromTask = bytes - (Arena.TASK_SIZE - Arena.BASE);
    boolean high = Math.abs(fromTask) <= 16 * Arena.PAGE;
    return new Arg.Num(sum(high ? Expr.Symbol.TASK : Expr.Symbol.B, high ? fromTask : bytes));
  }

  /** A number of bytes: {@code 3*P+17}. */
  static Arg bytes(long bytes) {
    return new Arg.Num(bytes == 0 ? whole(0) : sum(null, bytes));
  }

  private static Expr sum(@Nullable Expr first, long bytes) {
    long whole = bytes / Arena.PAGE;
    long rest = bytes % Arena.PAGE;
    Expr sum = first;
    if (whole != 0) {
      Expr pages =
          new Expr.Binary('*', whole(first == null ? whole : Math.abs(whole)), Expr.Symbol.P);
      sum = first == null ? pages : new Expr.Binary(whole < 0 ? '-' : '+', first, pages);
    }
    if (sum == null) {
      return whole(rest);
    }
    return rest == 0 ? sum : new Expr.Binary(rest < 0 ? '-' : '+', sum, whole(Math.abs(rest)));
  }
}
