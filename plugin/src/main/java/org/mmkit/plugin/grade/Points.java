// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Points of a grade, exact to a hundredth. What does not divide is rounded down, so that nobody has
 * all points of a part who has not earned them.
 *
 * @param hundredths not negative
 */
public record Points(long hundredths) implements Comparable<Points> {
  public static final Points ZERO = new Points(0);

  private static final Pattern FORM = Pattern.compile("[0-9]{1,5}([.][0-9]{1,2})?");
  private static final int DIGITS = 2;

  public Points {
    if (hundredths < 0) {
      throw new IllegalArgumentException("negative points: " + hundredths);
    }
  }

  /** Reads such as {@code 12.5}; nothing if the text is no number below 100 000. */
  static Optional<Points> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new Points(new BigDecimal(text).movePointRight(DIGITS).longValueExact()))
        : Optional.empty();
  }

  /** The sum of some. */
  static Points sum(Collection<Points> points) {
    return new Points(points.stream().mapToLong(Points::hundredths).sum());
  }

  Points minus(Points other) {
    return new Points(hundredths - other.hundredths);
  }

  /** So many of so many, rounded down. */
  Points share(long part, long whole) {
    BigInteger product = BigInteger.valueOf(hundredths).multiply(BigInteger.valueOf(part));
    return new Points(product.divide(BigInteger.valueOf(whole)).longValueExact());
  }

  /** The number, without zeroes behind the point. */
  public BigDecimal decimal() {
    BigDecimal number = BigDecimal.valueOf(hundredths, DIGITS).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /** So much of a whole, in the given number of digits, rounded down; 0 of nothing is 0. */
  BigDecimal of(Points whole, int digits) {
    return whole.hundredths == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(hundredths)
            .divide(BigDecimal.valueOf(whole.hundredths), digits, java.math.RoundingMode.DOWN);
  }

  @Override
  public int compareTo(Points other) {
    return Long.compare(hundredths, other.hundredths);
  }

  @Override
  public String toString() {
    return decimal().toPlainString();
  }
}
