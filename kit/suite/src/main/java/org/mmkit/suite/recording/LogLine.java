// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log: who, when, and the rest.
 *
 * @param number from 1
 * @param tid 0 where the log names none, because it was made without -f
 * @param ns since 1970
 * @param text what happened
 */
record LogLine(int number, int tid, long ns, String text) {
  private static final int NANO_DIGITS = 9;
  private static final int INT_DIGITS = 9;

  /** The task in one of two ways, perhaps with its name; seconds; perhaps numbers of -i and -n. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[pid\\s+(\\d+)(?:<[^>]*>)?\\]\\s+|(\\d+)(?:<[^>]*>)?\\s+)?"
              + "(\\d{1,10})\\.(\\d{1,9})\\s+(?:\\[[ 0-9a-f?]+\\]\\s*)*(\\S.*)");

  /** Empty if it has another form. */
  static Optional<LogLine> parse(int number, String line) {
    Matcher m = FORM.matcher(line);
    if (!m.matches()) {
      return Optional.empty();
    }
    String tid = m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : "0";
    return tid.length() > INT_DIGITS
        ? Optional.empty()
        : Optional.of(
            new LogLine(
                number, Integer.parseInt(tid), ns(m.group(3), m.group(4)), m.group(5).strip()));
  }

  /** Nanoseconds from the digits before and behind the point. */
  static long ns(String seconds, String fraction) {
    String digits = fraction.length() > NANO_DIGITS ? fraction.substring(0, 9) : fraction;
    long ns = Long.parseLong(digits);
    for (int i = digits.length(); i < NANO_DIGITS; i++) {
      ns *= 10;
    }
    return Long.parseLong(seconds) * 1_000_000_000L + ns;
  }
}
