// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.InputException;

/** A part of a rubric while its lines are read. */
final class PartDraft {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]?%");
  private static final String REGRESSION = "regression";
  private static final int WHOLE = 100;

  private final String place;
  private final String id;
  private final Points points;
  private final int percent;
  private final List<String> needs = new ArrayList<>();
  private RubricPart.Visibility visibility = RubricPart.Visibility.VISIBLE;
  private boolean bonus;
  private boolean all;
  private @Nullable Criterion criterion;

  private PartDraft(String place, String id, Points points, int percent) {
    this.place = place;
    this.id = id;
    this.points = points;
    this.percent = percent;
  }

  /** Reads such as {@code races 20 hidden}. */
  static PartDraft part(String place, String rest) {
    String[] words = rest.split("\\s+");
    if (words.length < 2 || !ID.matcher(words[0]).matches()) {
      throw new InputException(
          place
              + "a part has a name of letters, digits, '.', '_' and '-', and points. Write such as:"
              + " part races 20");
    }
    Points points =
        Points.parse(words[1])
            .filter(some -> some.compareTo(Points.ZERO) > 0)
            .orElseThrow(
                () ->
                    new InputException(
                        place
                            + "\""
                            + words[1]
                            + "\" are no points: a number above 0, with two digits behind the"
                            + " point at most. Write such as: part "
                            + words[0]
                            + " 12.5"));
    PartDraft draft = new PartDraft(place, words[0], points, 0);
    draft.words(words, 2);
    return draft;
  }

  /** Reads such as {@code 20%}: the share of all points that earlier work gets. */
  static PartDraft regression(String place, String rest) {
    String[] words = rest.split("\\s+");
    if (!PERCENT.matcher(words[0]).matches()) {
      throw new InputException(
          place + "a regression part has a share of all points. Write such as: regression 20%");
    }
    int percent = Integer.parseInt(words[0].replace("%", ""));
    PartDraft draft = new PartDraft(place, REGRESSION, Points.ZERO, percent);
    draft.words(words, 1);
    return draft;
  }

  private void words(String[] words, int from) {
    for (int i = from; i < words.length; i++) {
      switch (words[i]) {
        case "hidden" -> visibility = RubricPart.Visibility.HIDDEN;
        case "hidden-until-due" -> visibility = RubricPart.Visibility.UNTIL_DUE;
        case "hidden-until-published" -> visibility = RubricPart.Visibility.UNTIL_PUBLISHED;
        case "bonus" -> bonus = true;
        default ->
            throw new InputException(
                place
                    + "\""
                    + words[i]
                    + "\" says nothing of a part. There are hidden, hidden-until-due,"
                    + " hidden-until-published and bonus.");
      }
    }
  }

  String id() {
    return id;
  }

  /** Takes a line that belongs to the part. */
  void line(String at, String word, String rest) {
    switch (word) {
      case "all" -> {
        if (!rest.isEmpty()) {
          throw new InputException(at + "nothing follows \"all\". Remove: " + rest);
        }
        all = true;
      }
      case "needs" -> needs.addAll(CriterionParser.words(at, word, rest));
      default -> {
        if (criterion != null) {
          throw new InputException(
              at
                  + "the part "
                  + id
                  + " has its criterion already. Put this one into a part of its own.");
        }
        criterion = CriterionParser.parse(at, word, rest);
      }
    }
  }

  /** The parts, with the points of regression, in the order of their lines. */
  static List<RubricPart> parts(List<PartDraft> drafts) {
    List<PartDraft> regressions = drafts.stream().filter(d -> d.percent > 0).toList();
    if (regressions.size() > 1) {
      throw new InputException(
          regressions.get(1).place
              + "there is a regression part already. Put its cases into one part.");
    }
    Points others = Points.sum(drafts.stream().filter(d -> !d.bonus).map(d -> d.points).toList());
    List<RubricPart> parts = new ArrayList<>();
    for (PartDraft draft : drafts) {
      Points points =
          draft.percent == 0 ? draft.points : others.share(draft.percent, WHOLE - draft.percent);
      draft.checkNeeds(parts);
      parts.add(
          new RubricPart(
              draft.id,
              draft.place,
              points,
              draft.visibility,
              draft.bonus,
              draft.whole(),
              draft.needs));
    }
    return parts;
  }

  private void checkNeeds(List<RubricPart> before) {
    for (String needed : needs) {
      if (before.stream().noneMatch(part -> part.id().equals(needed))) {
        throw new InputException(
            place + "needs " + needed + ", and no part above has that name. Put that part first.");
      }
    }
  }

  private Criterion whole() {
    if (criterion == null) {
      throw new InputException(
          place
              + "the part "
              + id
              + " says nothing of what its points are for. Add a line that begins with cases,"
              + " stage, rules or measure.");
    }
    if (criterion instanceof Criterion.Cases cases) {
      return new Criterion.Cases(cases.patterns(), all);
    }
    if (all) {
      throw new InputException(
          place + "\"all\" belongs to cases, and the part " + id + " has none. Remove it.");
    }
    return criterion;
  }
}
