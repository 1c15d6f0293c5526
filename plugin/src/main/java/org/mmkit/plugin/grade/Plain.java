// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import org.mmkit.suite.record.PlainText;

/** Text of a student as one short line that is no command of a build log. */
final class Plain {
  private static final int CHARS_MAX = 400;

  private Plain() {}

  static String line(String text) {
    return PlainText.line(text, CHARS_MAX).replace("##[", "## [");
  }
}
