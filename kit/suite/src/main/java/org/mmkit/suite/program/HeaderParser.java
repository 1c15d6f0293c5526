// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mmkit.suite.record.PlainText;

/** Parses the line that starts a case. */
final class HeaderParser {

  private static final String SHAPE = "a case starts with '@id | title | tier'";
  private static final Pattern SETTING = Pattern.compile("[a-z]+=.*");

  /** How a scenario sets up the machine and the kernel; read by the stage that runs it. */
  private static final List<String> SETTINGS =
      List.of(
          "choices", "cpus", "gate", "gather", "handoff", "hook", "lock", "maps", "memory",
          "preempt", "pud", "shrink", "with");

  private static final List<String> TIERS = Stream.of(Tier.values()).map(Tier::text).toList();

  private final SourceLine line;
  private final List<String> fields = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();

  private HeaderParser(SourceLine line) {
    this.line = line;
    int start = line.text().indexOf('@') + 1;
    for (String field : line.text().substring(start).split("\\|", -1)) {
      fields.add(field.strip());
      offsets.add(start + field.length() - field.stripLeading().length());
      start += field.length() + 1;
    }
  }

  static ProgramBuilder parse(SourceLine line) {
    return new HeaderParser(line).parse();
  }

  private ProgramBuilder parse() {
    if (!PlainText.isId(fields.get(0))) {
      throw error(0, "the case has no proper id", PlainText.ID_RULE);
    }
    if (fields.size() < 2 || fields.get(1).isEmpty()) {
      throw error(Math.min(1, fields.size() - 1), "the title is missing", SHAPE);
    }
    if (fields.size() < 3) {
      throw error(1, "the tier is missing", SHAPE + "; tiers: " + String.join(" ", TIERS));
    }
    Optional<Tier> tier = Tier.of(fields.get(2));
    if (tier.isEmpty()) {
      throw error(2, "unknown tier '" + fields.get(2) + "'", "one of: " + String.join(" ", TIERS));
    }
    ProgramBuilder builder = new ProgramBuilder(line, fields.get(0), fields.get(1), tier.get());
    for (int i = 3; i < fields.size(); i++) {
      extra(builder, i);
    }
    return builder;
  }

  private void extra(ProgramBuilder builder, int index) {
    String field = fields.get(index);
    if (field.startsWith("aims=")) {
      builder.aims(names(index, field.substring("aims=".length())));
    } else if (SETTING.matcher(field).matches()) {
      setting(builder, index);
    } else {
      builder.note(field);
    }
  }

  private void setting(ProgramBuilder builder, int index) {
    String field = fields.get(index);
    String key = field.substring(0, field.indexOf('='));
    if (key.equals("reaches")) {
      throw error(index, "reaches= is no field any more", "remove it; the exhibits say what shows");
    }
    if (!SETTINGS.contains(key)) {
      throw error(index, "unknown setting '" + key + "'", "one of: " + String.join(" ", SETTINGS));
    }
    builder.setting(key, field.substring(field.indexOf('=') + 1).strip());
  }

  private List<String> names(int index, String list) {
    List<String> names = Stream.of(list.split(",", -1)).map(String::strip).toList();
    if (names.stream().anyMatch(name -> !name.matches("[A-Za-z0-9-]+"))) {
      throw error(index, "expected names separated by commas", "such as aims=L1,L3");
    }
    return names;
  }

  private SourceLine.Unreadable error(int field, String message, String help) {
    return new SourceLine.Unreadable(line.problem(offsets.get(field), message, help));
  }
}
