// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

/** Text in XML and HTML. */
final class Markup {

  private Markup() {}

  /** Text that is shown as it is, within quotes too. The text is a plain line. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\ufffe", "?")
        .replace("\uffff", "?");
  }
}
