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

  private static final List<String> TIERS = Stream.of(Tier.values()).map(Tier::text).toList();

  private final SourceLine line;
  private final List<String> fields = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();
  private final List<HeaderSettings.Setting> settings = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private HeaderParser(SourceLine line) {
    this.line = line;
    int start = line.text().indexOf('@') + 1;
    for (String field : line.text().substring(start).split("\\|", -1)) {
      fields.add(field.strip());
      offsets.add(start + field.length() - field.stripLeading().length());
      start += field.length() + 1;
    }
  }

  /** The case that begins, and all that is wrong with its header. */
  static ProgramBuilder parse(SourceLine line, List<Problem> problems) {
    HeaderParser parser = new HeaderParser(line);
    ProgramBuilder builder = parser.parse();
    problems.addAll(parser.problems);
    return builder;
  }

  private ProgramBuilder parse() {
    Optional<Tier> tier = fields.size() < 3 ? Optional.empty() : Tier.of(fields.get(2));
    ProgramBuilder builder = ProgramBuilder.unreadable(line);
    try {
      checkFirst(tier);
      builder = new ProgramBuilder(line, fields.get(0), fields.get(1), tier.orElseThrow());
    } catch (SourceLine.Unreadable e) {
      problems.add(e.problem());
    }
    for (int i = 3; i < fields.size(); i++) {
      try {
        extra(builder, i);
      } catch (SourceLine.Unreadable e) {
        problems.add(e.problem());
      }
    }
    problems.addAll(HeaderSettings.problems(line, tier, settings));
    return problems.isEmpty() ? builder : ProgramBuilder.unreadable(line);
  }

  private void checkFirst(Optional<Tier> tier) {
    if (!PlainText.isId(fields.get(0))) {
      throw error(0, "the case has no proper id", PlainText.ID_RULE);
    }
    if (fields.size() < 2 || fields.get(1).isEmpty()) {
      throw error(Math.min(1, fields.size() - 1), "the title is missing", SHAPE);
    }
    if (fields.size() < 3) {
      throw error(1, "the tier is missing", SHAPE + "; tiers: " + String.join(" ", TIERS));
    }
    if (tier.isEmpty()) {
      throw error(2, "unknown tier '" + fields.get(2) + "'", "one of: " + String.join(" ", TIERS));
    }
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
    if (!HeaderSettings.keys().contains(key)) {
      String help = "one of: " + String.join(" ", HeaderSettings.keys());
      throw error(index, "unknown setting '" + key + "'", help);
    }
    String behind = field.substring(key.length() + 1);
    String value = behind.strip();
    int offset = offsets.get(index);
    int blanks = behind.length() - behind.stripLeading().length();
    int valueOffset = offset + key.length() + 1 + blanks;
    settings.add(new HeaderSettings.Setting(key, value, offset, valueOffset));
    builder.setting(key, value);
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
