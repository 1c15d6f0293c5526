// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON that {@link Json} writes: whole numbers only, nothing nested deeper than 64. */
final class JsonReader {
  private static final int DEPTH_MAX = 64;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  static @Nullable Object parse(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    reader.space();
    if (reader.at < text.length()) {
      throw reader.error("text behind the end");
    }
    return value;
  }

  private @Nullable Object value() {
    space();
    char c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    enter();
    Map<String, Object> fields = new LinkedHashMap<>();
    for (boolean more = !ends('}'); more; more = more('}')) {
      space();
      String name = string();
      space();
      expect(':');
      if (fields.putIfAbsent(name, value()) != null) {
        throw error("a second \"" + name + "\"");
      }
    }
    depth--;
    return fields;
  }

  private List<Object> array() {
    enter();
    List<Object> elements = new ArrayList<>();
    for (boolean more = !ends(']'); more; more = more(']')) {
      elements.add(value());
    }
    depth--;
    return elements;
  }

  private void enter() {
    at++;
    if (++depth > DEPTH_MAX) {
      throw error("nested deeper than " + DEPTH_MAX);
    }
  }

  /** Whether the bracket follows at once; steps over it if so. */
  private boolean ends(char bracket) {
    space();
    if (peek() != bracket) {
      return false;
    }
    at++;
    return true;
  }

  /** Whether a comma follows rather than the bracket; steps over either. */
  private boolean more(char bracket) {
    if (ends(bracket)) {
      return false;
    }
    expect(',');
    return true;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escape() : c);
    }
    at++;
    return out.toString();
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      case '"', '\\', '/' -> c;
      default -> throw error("an escape \\" + c);
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw error("the end");
    }
    at += 4;
    try {
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    } catch (NumberFormatException e) {
      throw error("an escape that is no number");
    }
  }

  private Long number() {
    int from = at;
    while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Long.valueOf(text.substring(from, at));
    } catch (NumberFormatException e) {
      at = from;
      throw error("something that is no whole number");
    }
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw error("an unknown word");
    }
    at += word.length();
    return value;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw error("'" + peek() + "' instead of '" + c + "'");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw error("the end");
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonException error(String found) {
    return new JsonException("JSON: " + found + " at character " + at);
  }
}
