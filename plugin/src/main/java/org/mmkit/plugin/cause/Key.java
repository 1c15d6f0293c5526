// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.cause;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.plugin.cause.Cause.Sighting;
import org.mmkit.suite.diagnosis.Diagnosis;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StrategyStep;

/**
 * What a failure is put down to.
 *
 * @param name the same for all failures of one cause
 * @param diagnosis a step that is missing or misplaced, if that is what it is
 */
record Key(String name, Optional<Diagnosis.Found> diagnosis) {
  private static final int LINES_MAX = 2;
  private static final String DIFFERS = "MM0701";

  /** The case at hand, in a message about what was thrown or did not end. */
  private static final Pattern WHERE = Pattern.compile(" in [a-z]+/[A-Za-z0-9._-]+");

  /** The heap is found full wherever something is allocated next: in the strategy or in the kit. */
  private static final String NO_MEMORY = "The strategy threw java.lang.OutOfMemoryError";

  private static final String THREW = "The strategy threw ";

  private static final Pattern LINE = Pattern.compile(" at \\S+:\\d+");

  private static final Pattern FILE = Pattern.compile("^[A-Za-z0-9._-]+\\.cases(:\\d+)?: ");
  private static final Pattern ANSWER =
      Pattern.compile(
          " gave ([A-Z]+|0)(?: instead of |, which no order of the calls explains; legal there: )"
              + "([A-Z]+|0)(?: .*)?$");

  static Key of(Sighting sighting) {
    if (sighting.finding().isEmpty() || sighting.record().status() == CaseStatus.BROKEN) {
      return new Key(broken(plain(sighting.record().headline())), NONE);
    }
    FindingRecord finding = sighting.finding().get();
    Optional<Diagnosis.Found> diagnosis = Diagnosis.of(finding);
    if (diagnosis.isPresent()) {
      return new Key(diagnosis.get().diagnosis().id(), diagnosis);
    }
    String code = finding.broken().code();
    String of = code.equals(DIFFERS) ? answer(finding.sentence()) : "";
    return new Key(code + of + finding.place().source().map(line -> " " + line).orElse(""), NONE);
  }

  private static final Optional<Diagnosis.Found> NONE = Optional.empty();

  boolean isDiagnosis() {
    return diagnosis.isPresent();
  }

  /** Whether its diagnosis, if there is one, can be behind the rule of a finding. */
  boolean explains(Sighting sighting) {
    Optional<String> code = sighting.finding().map(finding -> finding.broken().code());
    return diagnosis.isPresent() && code.filter(diagnosis.get().diagnosis()::explains).isPresent();
  }

  /** The cause of all these failures; the first of them gave it its name. */
  Cause cause(List<Sighting> sightings) {
    Sighting first = sightings.get(0);
    String id = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    if (diagnosis.isPresent()) {
      Diagnosis.Found is = diagnosis.get();
      List<String> lines =
          diagnosis.get().steps().stream().map(StrategyStep::source).distinct().toList();
      return new Cause(
          id,
          diagnosis.get().sentence(),
          !diagnosis.get().isProved(),
          firstOf(lines),
          Optional.of(is.tryThis()),
          Optional.of(is.why()).filter(why -> !why.isEmpty()),
          sightings);
    }
    Optional<FindingRecord> finding =
        first.finding().filter(f -> first.record().status() != CaseStatus.BROKEN);
    return new Cause(
        id,
        finding.map(Key::sentence).orElseGet(() -> brokenSentence(sightings)),
        false,
        finding.map(Key::lines).orElse(List.of()),
        finding.flatMap(f -> RuleGuide.shipped().tryThis(f.broken().code())),
        Optional.empty(),
        sightings);
  }

  private static List<String> firstOf(List<String> lines) {
    return lines.size() <= LINES_MAX ? lines : lines.subList(0, LINES_MAX);
  }

  /** Where it showed, behind the step before it that the strategy took. */
  private static List<String> lines(FindingRecord finding) {
    return finding.place().source().map(List::of).orElse(List.of());
  }

  private static String sentence(FindingRecord finding) {
    String title = finding.broken().title();
    return Character.toUpperCase(title.charAt(0)) + title.substring(1) + ".";
  }

  /** What is thrown at one line is one cause: the message may tell numbers of the program. */
  private static String broken(String headline) {
    if (headline.startsWith(NO_MEMORY)) {
      return NO_MEMORY;
    }
    Matcher line = LINE.matcher(headline);
    return headline.startsWith(THREW) && line.find() ? headline.substring(0, line.end()) : headline;
  }

  /** What left the programs without an answer; with a line of the strategy, if one tells it. */
  private static String brokenSentence(List<Sighting> sightings) {
    List<String> told =
        sightings.stream().map(one -> plain(one.record().headline())).distinct().toList();
    return told.stream().filter(one -> LINE.matcher(one).find()).findFirst().orElse(told.get(0));
  }

  private static String plain(String headline) {
    return FILE.matcher(WHERE.matcher(headline).replaceFirst("")).replaceFirst("");
  }

  /** A wrong answer in short, such as OK for EINVAL; empty for longer ones. */
  private static String answer(String sentence) {
    Matcher matcher = ANSWER.matcher(sentence);
    return matcher.find() ? " " + matcher.group(1) + "-" + matcher.group(2) : "";
  }
}
