// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.math.BigInteger;

/** An exact rational number in lowest terms, its denominator positive. */
public record Fraction(BigInteger numerator, BigInteger denominator) {

  /** Reduces to lowest terms. */
  public Fraction {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    if (!denominator.equals(BigInteger.ONE)) {
      BigInteger divisor = divisor(numerator, denominator);
      if (!divisor.equals(BigInteger.ONE)) {
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
      }
    }
  }

  /** By what both are divided. */
  private static BigInteger divisor(BigInteger numerator, BigInteger denominator) {
    BigInteger gcd = numerator.gcd(denominator);
    return denominator.signum() < 0 ? gcd.negate() : gcd;
  }

  /** A whole number. */
  public static Fraction of(long value) {
    return of(BigInteger.valueOf(value));
  }

  /** A whole number of any size. */
  public static Fraction of(BigInteger value) {
    return new Fraction(value, BigInteger.ONE);
  }

  /** The sum. */
  public Fraction plus(Fraction other) {
    if (isWhole() && other.isWhole()) {
      return of(numerator.add(other.numerator));
    }
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** The difference. */
  public Fraction minus(Fraction other) {
    return plus(other.negated());
  }

  /** The product. */
  public Fraction times(Fraction other) {
    if (isWhole() && other.isWhole()) {
      return of(numerator.multiply(other.numerator));
    }
    return new Fraction(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** The quotient; throws {@link ArithmeticException} on a zero divisor. */
  public Fraction dividedBy(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** This number with the other sign. */
  public Fraction negated() {
    return new Fraction(numerator.negate(), denominator);
  }

  /** The whole part (rounded towards zero), modulo 2^64: how a C program would pass it. */
  public long toLong() {
    return isWhole() ? numerator.longValue() : numerator.divide(denominator).longValue();
  }

  private boolean isWhole() {
    return denominator.equals(BigInteger.ONE);
  }
}
