// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON: the same tree is always the same bytes. A tree is made of maps with string keys,
 * collections, strings, whole numbers, exact decimal numbers, booleans and null.
 */
public final class Json {
  private final StringBuilder out = new StringBuilder();
  private final boolean pretty;

  private Json(boolean pretty) {
    this.pretty = pretty;
  }

  /** Several lines, indented by two spaces, with a line feed at the end. */
  public static String pretty(Object tree) {
    Json json = new Json(true);
    json.value(tree, 0);
    return json.out.append('\n').toString();
  }

  /** One line without spaces. */
  public static String compact(Object tree) {
    Json json = new Json(false);
    json.value(tree, 0);
    return json.out.toString();
  }

  private void value(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      object(map, depth);
    } else if (value instanceof Collection<?> list) {
      array(list, depth);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof BigDecimal exact) {
      out.append(exact.toPlainString());
    } else if (value == null || value instanceof Boolean || isWhole(value)) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  /** Floating-point numbers are left out on purpose: JDKs differ in how they print them. */
  private static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof Integer;
  }

  private void object(Map<?, ?> map, int depth) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      newLine(depth + 1);
      string((String) entry.getKey());
      out.append(pretty ? ": " : ":");
      value(entry.getValue(), depth + 1);
      comma(entries);
    }
    close('}', map.isEmpty(), depth);
  }

  private void array(Collection<?> list, int depth) {
    out.append('[');
    Iterator<?> elements = list.iterator();
    while (elements.hasNext()) {
      newLine(depth + 1);
      value(elements.next(), depth + 1);
      comma(elements);
    }
    close(']', list.isEmpty(), depth);
  }

  private void comma(Iterator<?> more) {
    if (more.hasNext()) {
      out.append(',');
    }
  }

  private void close(char bracket, boolean empty, int depth) {
    if (!empty) {
      newLine(depth);
    }
    out.append(bracket);
  }

  private void newLine(int depth) {
    if (pretty) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default -> {
        // Lone surrogates would not survive UTF-8, and '<' could end a script element of a page.
        if (c < 0x20 || c == 0x7f || c == '<' || Character.isSurrogate(c)) {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
