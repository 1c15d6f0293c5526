// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import java.util.Locale;

/**
 * One number of a real kernel beside that of the model.
 *
 * @param what was measured, with its unit
 * @param real its value; NaN where nobody here knows it
 * @param source who says so, or why it should be so
 * @param model the value of the model
 * @param fit whether the profile was fitted to it
 * @param least the smallest value of the model that the build allows
 * @param most the largest one
 */
record Anchor(
    String what, double real, String source, double model, Fit fit, double least, double most) {

  /** What the profile knows of the number. */
  enum Fit {
    FITTED,
    CHECKED,
    PREDICTED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final double PERCENT = 100;

  /** One whose model may be off by a share of the real value. */
  static Anchor within(
      double share, String what, double real, String source, double model, Fit fit) {
    return new Anchor(what, real, source, model, fit, real * (1 - share), real * (1 + share));
  }

  /** One that has no known value, but limits. */
  static Anchor predicted(String what, String reason, double model, double least, double most) {
    return new Anchor(what, Double.NaN, reason, model, Fit.PREDICTED, least, most);
  }

  boolean isWithin() {
    return model >= least && model <= most;
  }

  /** How far the model is off, as a share of the real value. */
  double error() {
    return Math.abs(model / real - 1);
  }

  String row() {
    String off =
        Double.isNaN(real)
            ? "–"
            : String.format(Locale.ROOT, "%+.1f %%", PERCENT * (model / real - 1));
    return "| "
        + String.join(" | ", what, number(real), number(model), off, limits(), fit.text(), source)
        + " |\n";
  }

  private String limits() {
    if (least == Double.NEGATIVE_INFINITY) {
      return most == Double.POSITIVE_INFINITY ? "–" : "≤ " + number(most);
    }
    return most == Double.POSITIVE_INFINITY
        ? "≥ " + number(least)
        : number(least) + " to " + number(most);
  }

  /** Three digits, or all before the point. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    int places = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    String text = String.format(Locale.ROOT, "%,." + places + "f", value);
    return text.replace(",", " ");
  }
}
