// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.Locale;

/** What is asked of a schedule that somebody hands in, in this order. */
enum Question {
  /** Is it a schedule, and whole? */
  READS,
  /** Is it one for this strategy, kernel and scenario? */
  FITS,
  /** Does the run follow it, from its first line to its last? */
  FOLLOWS,
  /** Does the run break a rule that the exercise is about? */
  BREAKS,
  /** Is it none of another's? */
  OWN;

  /** The name of its case. */
  String caseId() {
    return name().toLowerCase(Locale.ROOT);
  }
}
