// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.profile.MachineProfile.Figure;

/**
 * Reads a {@code .profile} file: lines {@code key = value}, and for a figure {@code key = value |
 * basis | source}. Refuses what is missing, unknown, given twice, or no sensible figure.
 */
final class ProfileReader {
  private static final List<String> HEAD = List.of("name", "cpus", "sockets", "hz", "policy");

  private final String file;
  private final Map<String, String> head = new HashMap<>();
  private final Map<String, Figure> figures = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private int line;

  private ProfileReader(String file) {
    this.file = file;
  }

  /**
   * Reads a profile.
   *
   * @param file its name, for messages
   * @throws IllegalArgumentException if it is no profile; says at which line and why
   */
  static MachineProfile read(String file, String text) {
    ProfileReader reader = new ProfileReader(file);
    for (String line : text.split("\n", -1)) {
      reader.line++;
      if (!line.isBlank() && !line.startsWith("#")) {
        reader.entry(line.strip());
      }
    }
    return reader.profile();
  }

  private void entry(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw refused("\"" + text + "\" is no line of the form \"key = value\"");
    }
    String key = text.substring(0, equals).strip();
    String value = text.substring(equals + 1).strip();
    Integer before = lines.putIfAbsent(key, line);
    if (before != null) {
      throw refused(key + " is given twice: line " + before + " has it already");
    }
    if (HEAD.contains(key)) {
      head.put(key, value);
      return;
    }
    KnownFigures.Rule rule = KnownFigures.all().get(key);
    if (rule == null) {
      throw refused("unknown key " + key + "; known are: " + known());
    }
    figures.put(rule.cost(), figure(rule, value));
  }

  private static String known() {
    List<String> keys = new ArrayList<>(HEAD);
    keys.addAll(KnownFigures.all().keySet());
    return String.join(", ", keys);
  }

  private Figure figure(KnownFigures.Rule rule, String text) {
    String[] parts = text.split("\\|", 3);
    if (parts.length < 3 || parts[2].isBlank()) {
      throw refused(
          rule.key() + " needs a value, a basis and a source: \"value | basis | source\"");
    }
    return new Figure(value(rule, parts[0].strip()), basis(parts[1].strip()), parts[2].strip());
  }

  private long value(KnownFigures.Rule rule, String text) {
    BigDecimal value = number(rule.key(), text);
    if (value.signum() < 0) {
      throw refused(rule.key() + " is negative: " + text);
    }
    if (value.compareTo(rule.least()) < 0 || value.compareTo(rule.most()) > 0) {
      throw refused(
          rule.key()
              + " = "
              + text
              + " is absurd: expected "
              + rule.least()
              + " to "
              + rule.most());
    }
    BigDecimal scaled = value.movePointRight(rule.scale());
    if (scaled.stripTrailingZeros().scale() > 0) {
      throw refused(rule.key() + " has more than " + rule.scale() + " decimal places: " + text);
    }
    return scaled.longValueExact();
  }

  private BigDecimal number(String key, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw refused(key + " is no number: " + text);
    }
  }

  private Basis basis(String text) {
    for (Basis basis : Basis.values()) {
      if (basis.name().toLowerCase(Locale.ROOT).equals(text)) {
        return basis;
      }
    }
    String known =
        Arrays.stream(Basis.values())
            .map(basis -> basis.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw refused("unknown basis \"" + text + "\"; known are: " + known);
  }

  private MachineProfile profile() {
    for (KnownFigures.Rule rule : KnownFigures.all().values()) {
      if (rule.required() && !figures.containsKey(rule.cost())) {
        throw refused("ends without " + rule.key() + ", which every profile needs");
      }
    }
    String name = text("name");
    String policy = text("policy");
    int hz = count("hz");
    int sockets = count("sockets");
    int cpus = count("cpus");
    if (cpus % sockets != 0) {
      throw refused(cpus + " CPUs cannot be spread evenly over " + sockets + " sockets");
    }
    return new MachineProfile(name, new Hardware(cpus, sockets, hz), policy, figures);
  }

  private String text(String key) {
    String value = head.get(key);
    if (value == null || value.isEmpty()) {
      throw refused("ends without " + key + ", which every profile needs");
    }
    return value;
  }

  private int count(String key) {
    String text = text(key);
    line = lines.getOrDefault(key, line);
    BigDecimal value = number(key, text);
    if (value.signum() <= 0
        || value.stripTrailingZeros().scale() > 0
        || value.compareTo(BigDecimal.valueOf(100_000)) > 0) {
      throw refused(key + " must be a whole number from 1 to 100000: " + text);
    }
    return value.intValueExact();
  }

  private IllegalArgumentException refused(@Nullable String why) {
    return new IllegalArgumentException(file + ":" + line + ": " + why);
  }
}
