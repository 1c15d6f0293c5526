// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

/** Colours of a terminal; none where nobody watches. */
public enum Paint {
  /** Plain text. */
  NONE,
  /** The escape sequences that terminals know. */
  ANSI;

  /** Colours where there is a terminal, and its user has not asked for none. */
  public static Paint of(boolean terminal) {
    return terminal && System.getenv("NO_COLOR") == null ? ANSI : NONE;
  }

  String bad(String text) {
    return paint("1;31", text);
  }

  String strong(String text) {
    return paint("1", text);
  }

  String soft(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return this == NONE ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
