// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The figures that a profile may give, from {@code figures.txt}: which unit each has, between which
 * limits it makes sense, and whether a profile may leave it out.
 */
final class KnownFigures {
  private static final String FILE = "figures.txt";
  private static final Map<String, Rule> RULES = read();

  private KnownFigures() {}

  /**
   * What holds for one figure.
   *
   * @param cost the name of its {@link Cost}
   * @param key how a profile names it, with the unit at the end
   * @param scale how many decimal places its value may have: 3 for nanoseconds, which are kept as
   *     picoseconds, 0 for what is counted
   * @param least the smallest value that makes sense, in the unit
   * @param most the largest one
   * @param required whether each profile must give it; others are free of charge where missing
   */
  record Rule(
      String cost, String key, int scale, BigDecimal least, BigDecimal most, boolean required) {}

  /** The rules by their keys, in the order of the file. */
  static Map<String, Rule> all() {
    return RULES;
  }

  private static Map<String, Rule> read() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (String line : ShippedProfiles.text(FILE).split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("\\|");
        String key = parts[0].strip();
        int unit = key.lastIndexOf('_');
        rules.put(
            key,
            new Rule(
                key.substring(0, unit).toUpperCase(Locale.ROOT),
                key,
                key.endsWith("_ns") ? 3 : 0,
                new BigDecimal(parts[1].strip()),
                new BigDecimal(parts[2].strip()),
                parts[3].strip().equals("required")));
      }
    }
    return Collections.unmodifiableMap(rules);
  }
}
