// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.perf.LoadWeights;
import org.mmkit.plugin.run.InputException;

/** Reads a rubric: a word at the start of a line says what the line is. */
final class RubricParser {
  private static final String WORDS =
      "title, part, regression, cases, stage, rules, measure, all, needs, late, load";
  private static final Pattern LATE =
      Pattern.compile("([0-9]{1,3})% a day(?:, at most ([0-9]{1,3})%)?");
  private static final int TITLE_CHARS_MAX = 100;
  private static final int PERCENT_MAX = 100;

  private final String file;
  private final Collection<String> loads;
  private final List<PartDraft> drafts = new ArrayList<>();
  private final TreeMap<String, Long> weights = new TreeMap<>();
  private @Nullable String title;
  private @Nullable Late late;
  private String place = "";

  private RubricParser(String file, Collection<String> loads) {
    this.file = file;
    this.loads = loads;
  }

  /**
   * @param loads that may have a line; all if it is empty
   * @throws InputException if the lines are no rubric
   */
  static Rubric parse(String file, List<String> lines, Collection<String> loads) {
    RubricParser parser = new RubricParser(file, loads);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        parser.place = file + ":" + (i + 1) + ": ";
        parser.line(line);
      }
    }
    return parser.rubric();
  }

  private void line(String line) {
    String[] words = line.split("\\s+", 2);
    String rest = words.length < 2 ? "" : words[1];
    switch (words[0]) {
      case "title" -> title(rest);
      case "part" -> part(rest);
      case "regression" -> drafts.add(PartDraft.regression(place, rest));
      case "cases", "stage", "rules", "measure", "all", "needs" -> {
        if (drafts.isEmpty()) {
          throw new InputException(
              place + "\"" + words[0] + "\" stands in no part. Write before it: part ID POINTS");
        }
        drafts.get(drafts.size() - 1).line(place, words[0], rest);
      }
      case "late" -> late(rest);
      case "load" -> load(rest);
      default ->
          throw new InputException(
              place
                  + "no line of a rubric begins with \""
                  + words[0]
                  + "\". There are "
                  + WORDS
                  + (rest.matches("[0-9]+") ? ". Write: load " + line : "."));
    }
  }

  private void title(String rest) {
    once(title, "title");
    if (rest.isEmpty() || rest.length() > TITLE_CHARS_MAX) {
      throw new InputException(
          place + "a title has 1 to " + TITLE_CHARS_MAX + " characters. Write: title Rung 6");
    }
    title = rest;
  }

  private void part(String rest) {
    PartDraft draft = PartDraft.part(place, rest);
    if (drafts.stream().anyMatch(other -> other.id().equals(draft.id()))) {
      throw new InputException(
          place + "there is a part " + draft.id() + " already. Give this one another name.");
    }
    drafts.add(draft);
  }

  private void late(String rest) {
    once(late, "late");
    Matcher matcher = LATE.matcher(rest);
    if (!matcher.matches()) {
      throw new InputException(
          place + "\"" + rest + "\" is no price. Write: late 10% a day, at most 50%");
    }
    int aDay = Integer.parseInt(matcher.group(1));
    int most =
        Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).orElse(PERCENT_MAX).intValue();
    if (aDay > PERCENT_MAX || most > PERCENT_MAX) {
      throw new InputException(place + "more than 100% cannot be lost. Take a smaller number.");
    }
    late = new Late(aDay, most);
  }

  private void once(@Nullable Object before, String word) {
    if (before != null) {
      throw new InputException(
          place + "there is a line \"" + word + "\" already. Remove one of the two.");
    }
  }

  private void load(String rest) {
    String[] words = rest.split("\\s+");
    if (words.length != 2 || !words[1].matches("[0-9]{1,4}")) {
      throw new InputException(
          place + "\"" + rest + "\" is no load and its weight. Write such as: load mmap1 2");
    }
    long weight = Long.parseLong(words[1]);
    if (weight > LoadWeights.MAX) {
      throw new InputException(
          place
              + "the weight "
              + weight
              + " is more than "
              + LoadWeights.MAX
              + ". Take a smaller one.");
    }
    if (!words[0].equals(LoadWeights.OTHERS) && !loads.isEmpty() && !loads.contains(words[0])) {
      throw new InputException(
          place
              + "there is no load "
              + words[0]
              + ". Remove the line, or name one of "
              + String.join(", ", new TreeSet<>(loads))
              + ".");
    }
    if (weights.putIfAbsent(words[0], weight) != null) {
      throw new InputException(
          place + words[0] + " has a weight already. Remove one of the two lines.");
    }
  }

  private Rubric rubric() {
    LoadWeights byLoad = new LoadWeights(weights);
    if (byLoad.areAllZero()) {
      throw new InputException(
          file + ": no load counts (mmkit.rubric). Give one of them a weight above 0.");
    }
    if (drafts.isEmpty() && weights.isEmpty()) {
      throw new InputException(
          file + ": the rubric gives no points (mmkit.rubric). Write a part: part ID POINTS");
    }
    if (drafts.isEmpty() && late != null) {
      throw new InputException(file + ": \"late\" takes off points, and no part gives any.");
    }
    return new Rubric(
        file,
        title == null ? "mmkit" : title,
        PartDraft.parts(drafts),
        late == null ? Late.FREE : late,
        byLoad);
  }
}
