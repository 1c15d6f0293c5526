// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** The text form of a {@link Schedule}: run-length coded words with one blank between them. */
final class ScheduleText {

  private static final int MAX_DECISIONS = 50_000_000;

  private final String text;
  private final Schedule schedule = new Schedule();
  private int position;

  private ScheduleText(String text) {
    this.text = text;
  }

  static String format(Schedule schedule) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < schedule.size(); ) {
      int run = 1;
      while (i + run < schedule.size()
          && schedule.isPick(i) == schedule.isPick(i + run)
          && schedule.value(i) == schedule.value(i + run)) {
        run++;
      }
      out.append(out.isEmpty() ? "" : " ").append(schedule.isPick(i) ? 'T' : 'c');
      out.append(schedule.value(i));
      if (run > 1) {
        out.append('x').append(run);
      }
      i += run;
    }
    return out.toString();
  }

  static Schedule parse(String text) {
    return new ScheduleText(text).parse();
  }

  private Schedule parse() {
    skipBlanks();
    while (position < text.length()) {
      word();
      if (position < text.length() && !isBlank(text.charAt(position))) {
        throw error("a blank between two decisions");
      }
      skipBlanks();
    }
    return schedule;
  }

  private void word() {
    char kind = text.charAt(position);
    if (kind != 'T' && kind != 'c') {
      throw error("T and a task's id, or c and an option");
    }
    position++;
    int value = number("a number");
    int times = 1;
    if (position < text.length() && text.charAt(position) == 'x') {
      position++;
      times = number("how many times");
    }
    if (times == 0 || schedule.size() + times > MAX_DECISIONS) {
      throw error("1 to " + MAX_DECISIONS + " decisions before this point");
    }
    for (int i = 0; i < times; i++) {
      if (kind == 'T') {
        schedule.addPick(value);
      } else {
        schedule.addChoice(value);
      }
    }
  }

  private int number(String what) {
    int start = position;
    int value = 0;
    while (position < text.length() && isDigit(text.charAt(position))) {
      value = value * 10 + text.charAt(position) - '0';
      position++;
      if (position - start > 9) {
        position = start;
        throw error(what + " of at most 9 digits");
      }
    }
    if (position == start) {
      throw error(what);
    }
    return value;
  }

  private void skipBlanks() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private IllegalArgumentException error(String expected) {
    String found =
        position < text.length() ? "'" + text.charAt(position) + "'" : "the end of the text";
    return new IllegalArgumentException(
        "schedule, column " + (position + 1) + ": expected " + expected + ", found " + found);
  }
}
