// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files beside this class: the words of the kernel, each explained, and the page's script. */
final class Words {
  private Words() {}

  /** Word to what it is. */
  static SortedMap<String, String> glossary() {
    SortedMap<String, String> words = new TreeMap<>();
    resource("glossary.txt")
        .lines()
        .filter(line -> !line.startsWith("#") && line.contains("|"))
        .forEach(
            line -> {
              int bar = line.indexOf('|');
              words.put(line.substring(0, bar).strip(), line.substring(bar + 1).strip());
            });
    return Collections.unmodifiableSortedMap(words);
  }

  /** The text of a file. */
  static String resource(String name) {
    try (InputStream in = Words.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
