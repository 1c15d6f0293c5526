// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.chart;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Numbers {

  private record Unit(String name, long of) {}

  private static final List<Unit> DECIMAL =
      List.of(new Unit("G", 1_000_000_000), new Unit("M", 1_000_000), new Unit("k", 1_000));
  private static final List<Unit> BINARY =
      List.of(new Unit("GiB", 1L << 30), new Unit("MiB", 1L << 20), new Unit("KiB", 1L << 10));

  private Numbers() {}

  /** {@code 1234567} as {@code 1,234,567}. */
  public static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A round number, such as {@code 20 M}. */
  public static String round(long value) {
    return scaled(value, DECIMAL, "");
  }

  /** A size in bytes, such as {@code 64 KiB}. */
  public static String size(long bytes) {
    return scaled(bytes, BINARY, " B");
  }

  /** In the largest unit of which it is a whole number. */
  private static String scaled(long value, List<Unit> units, String none) {
    return units.stream()
        .filter(unit -> value > 0 && value % unit.of() == 0)
        .findFirst()
        .map(unit -> value / unit.of() + " " + unit.name())
        .orElse(value + none);
  }

  /** A share, such as {@code 99.9 %}. */
  static String percent(double share) {
    return plain(BigDecimal.valueOf(Math.round(1000 * share), 1)) + " %";
  }

  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }
}
