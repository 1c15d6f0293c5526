// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import java.util.List;

/**
 * Least squares for factors: by which factor each figure has to change so that the model's numbers
 * come near the measured ones. Everything is in logarithms, so that a tenth too much counts as much
 * for a small number as for a large one. A figure that little depends on stays near what it was.
 */
final class Fitting {
  /** How far a measured number may be off, as a share. */
  private static final double POINT_ERROR = 0.03;

  /** How far a figure may have to change, as a logarithm. */
  private static final double FIGURE_ERROR = 1.0;

  /** A figure does not change by more than this factor in one step. */
  private static final double STEP_MAX = 1.2;

  private Fitting() {}

  /**
   * One step.
   *
   * @param slopes for each number, by how much its logarithm changes with that of each figure
   * @param residuals for each number, the logarithm of measured over model
   * @param moved for each figure, the logarithm of what it is over what it was at first
   * @return by how much the logarithm of each figure has to change
   */
  static double[] step(List<double[]> slopes, List<Double> residuals, double[] moved) {
    int count = moved.length;
    double[][] rows = new double[count][count + 1];
    double weight = 1 / (POINT_ERROR * POINT_ERROR);
    for (int point = 0; point < slopes.size(); point++) {
      double[] slope = slopes.get(point);
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
          rows[i][j] += weight * slope[i] * slope[j];
        }
        rows[i][count] += weight * slope[i] * residuals.get(point);
      }
    }
    double stiffness = 1 / (FIGURE_ERROR * FIGURE_ERROR);
    for (int i = 0; i < count; i++) {
      rows[i][i] += stiffness;
      rows[i][count] -= stiffness * moved[i];
    }
    double[] steps = solve(rows);
    for (int i = 0; i < count; i++) {
      steps[i] = Math.max(-STEP_MAX, Math.min(STEP_MAX, steps[i]));
    }
    return steps;
  }

  /** Gauss's elimination; the matrix is positive definite, so that no pivot is 0. */
  private static double[] solve(double[][] rows) {
    int count = rows.length;
    for (int at = 0; at < count; at++) {
      for (int below = at + 1; below < count; below++) {
        double factor = rows[below][at] / rows[at][at];
        for (int j = at; j <= count; j++) {
          rows[below][j] -= factor * rows[at][j];
        }
      }
    }
    double[] result = new double[count];
    for (int at = count - 1; at >= 0; at--) {
      double sum = rows[at][count];
      for (int j = at + 1; j < count; j++) {
        sum -= rows[at][j] * result[j];
      }
      result[at] = sum / rows[at][at];
    }
    return result;
  }
}
