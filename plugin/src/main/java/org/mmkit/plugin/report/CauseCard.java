// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mmkit.plugin.cause.Cause;
import org.mmkit.plugin.cause.RuleGuide;
import org.mmkit.plugin.run.Judge;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.render.Chance;
import org.mmkit.suite.render.EvidenceText;

/** One thing to mend, as people read it: the same at the console and on the page. */
public final class CauseCard {
  private static final int LABEL = 7;

  /** Far beyond our own sentences: it is there against what others may have written into them. */
  private static final int LINES_OF_A_PART_MAX = 12;

  private static final int LINES_OF_THE_HEADLINE_MAX = 6;
  private static final int COLUMN_LINES_MAX = 12;
  private static final String CUT = " …";
  private static final int NAMES_MAX = 300;

  private static final Pattern CALL = Pattern.compile("^[a-z_]\\w*\\(");

  private final Cause cause;
  private final String strategy;
  private final long seed;
  private final String anchor;
  private final List<SourceFrame> frames = new ArrayList<>();

  /**
   * A line of the strategy.
   *
   * @param place as {@code File.java:line}
   * @param number of the line
   */
  public record SourceFrame(String place, String number, String text) {}

  CauseCard(Cause cause, String strategy, long seed, String anchor, Sources sources) {
    this.cause = cause;
    this.anchor = anchor;
    this.strategy = strategy;
    this.seed = seed;
    for (String place : cause.lines()) {
      String number = place.substring(place.lastIndexOf(':') + 1);
      sources.line(place).ifPresent(text -> frames.add(new SourceFrame(place, number, text)));
    }
  }

  /** The lines, without the blanks that all of them begin with. */
  public List<SourceFrame> framesAtTheMargin() {
    int common =
        frames.stream()
            .mapToInt(f -> f.text().length() - f.text().stripLeading().length())
            .min()
            .orElse(0);
    return frames.stream()
        .map(f -> new SourceFrame(f.place(), f.number(), f.text().substring(common)))
        .toList();
  }

  /** What it is about. */
  public Cause cause() {
    return cause;
  }

  /** Its name on the page, for links, and in names of files. */
  public String anchor() {
    return anchor;
  }

  /** What the strategy does wrong; said to be a guess where no run proved it. */
  public String headline() {
    return (cause.isGuess() ? "Likely: " + lowerFirst(cause.sentence()) : cause.sentence())
        + (frames.isEmpty() && !cause.lines().isEmpty() && !namesLine() ? " " + at() : "");
  }

  private boolean namesLine() {
    return cause.lines().stream().anyMatch(cause.sentence()::contains);
  }

  private String at() {
    return "(" + String.join(", ", cause.lines()) + ")";
  }

  /** Names stay as they are written. */
  private static String lowerFirst(String sentence) {
    boolean word = sentence.matches("(The|Pages?|A) .*");
    return word ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
  }

  /** The lines of the strategy, where its sources are there. */
  public List<SourceFrame> frames() {
    return frames;
  }

  /** What shows it best, and in which program; empty if the headline says it. */
  public String seen() {
    Cause.Sighting best = cause.best();
    Optional<FindingRecord> finding = best.finding();
    if (finding.isEmpty()) {
      return "";
    }
    FindingRecord.RuleRecord rule = finding.get().broken();
    String sentence = finding.get().sentence();
    String dot = sentence.endsWith(".") ? " " : ". ";
    return capital(sentence) + dot + "(" + rule.code() + " " + rule.id() + ", " + best.name() + ")";
  }

  /** The name of a call stays as it is written. */
  private static String capital(String text) {
    return text.isEmpty() || CALL.matcher(text).find()
        ? text
        : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** What chance did in the run that shows it, such as a fatal signal; empty if nothing. */
  public String chance() {
    String all = evidence().map(e -> String.join("; ", Chance.sentences(e))).orElse("");
    return all.isEmpty() ? "" : capital(all) + ".";
  }

  /** What each call of the program gave, beside the kernel's results; empty if it was no such. */
  public List<String> columns() {
    if (!diagram().isEmpty() || rule().isEmpty()) {
      return List.of();
    }
    return cause.best().record().message().lines().filter(line -> line.startsWith("  ")).toList();
  }

  /** Why the rule exists; empty if no rule is known. */
  public String why() {
    return cause
        .why()
        .or(() -> rule().flatMap(rule -> RuleGuide.shipped().why(rule.code())))
        .orElse("");
  }

  /** What to try; may be empty. */
  public String tryThis() {
    return cause.tryThis().orElse("");
  }

  /** The rule that is shown. */
  public Optional<FindingRecord.RuleRecord> rule() {
    return cause.best().finding().map(FindingRecord::broken);
  }

  /** How the run went that shows it best. */
  public Optional<Evidence> evidence() {
    return cause.best().finding().flatMap(FindingRecord::evidence);
  }

  /** How the run went, in text; empty if it cannot be drawn. */
  public String diagram() {
    return evidence().map(EvidenceText::lines).map(lines -> String.join("\n", lines)).orElse("");
  }

  /** The command that shows it again. */
  public String replay() {
    Cause.Sighting best = cause.best();
    String all = "mvn mmkit:verify -Dmmkit.strategy=" + strategy;
    if (best.stage().equals("attack")) {
      return "mvn mmkit:attack -Dmmkit.sched=" + strategy;
    } else if (best.stage().equals("quiz")) {
      return "mvn mmkit:quiz -Dmmkit.answers=" + strategy;
    }
    return best.stage().equals(Judge.START)
        ? all
        : best.finding()
            .map(FindingRecord::replay)
            .orElse(all + " -Dmmkit.case=" + best.name() + " -Dmmkit.seed=" + seed);
  }

  /** Names of the programs that met it, some of them if there are many. */
  public List<String> programs() {
    return cause.programs().stream().limit(NAMES_MAX).toList();
  }

  /** Number of the programs that are not among {@link #programs()}. */
  public int furtherPrograms() {
    return Math.max(0, cause.programs().size() - NAMES_MAX);
  }

  /** Whether the strategy broke, so that there is no verdict. */
  public String status() {
    return cause.best().record().status().name();
  }

  /** Which of the frames is the last: where it showed, or what is misplaced. */
  public boolean isMarked(SourceFrame frame) {
    return frame.place().equals(frames.get(frames.size() - 1).place());
  }

  /** One line for lists. */
  public String brief() {
    int programs = cause.programs().size();
    String rules =
        String.join(
            " ", cause.rules().stream().limit(5).map(FindingRecord.RuleRecord::id).toList());
    return cause.sentence()
        + (cause.sentence().endsWith(".") ? "" : ".")
        + (rules.isEmpty() ? "" : " [" + rules + "]")
        + " "
        + programs
        + (programs == 1 ? " program: " : " programs, such as ")
        + cause.best().name();
  }

  /** About ten lines. */
  List<String> lines(Paint paint) {
    List<String> lines = new ArrayList<>();
    cut(headline(), LINES_OF_THE_HEADLINE_MAX).forEach(line -> lines.add(paint.strong(line)));
    for (SourceFrame frame : frames) {
      lines.add(cutLine(String.format("%5s | %s", frame.number(), frame.text())));
    }
    part(lines, "seen", seen());
    part(lines, "when", chance());
    part(lines, "why", why());
    part(lines, "try", tryThis());
    lines.add("again: " + replay());
    return lines;
  }

  /** The calls around the first whose result is wrong. */
  List<String> shownColumns() {
    List<String> all = columns();
    int wrong = 0;
    while (wrong < all.size() && !all.get(wrong).endsWith("<--")) {
      wrong++;
    }
    int last = Math.min(all.size(), Math.max(COLUMN_LINES_MAX, wrong + 1));
    int first = Math.max(1, last - COLUMN_LINES_MAX + 1);
    List<String> shown = new ArrayList<>(all.isEmpty() ? all : all.subList(0, 1));
    if (first > 1) {
      shown.add("  …");
    }
    shown.addAll(all.isEmpty() ? all : all.subList(first, last));
    if (last < all.size()) {
      shown.add("  …");
    }
    return shown.stream().map(CauseCard::cutLine).toList();
  }

  private static String cutLine(String line) {
    return line.length() <= EvidenceText.WIDTH
        ? line
        : line.substring(0, EvidenceText.WIDTH - CUT.length()) + CUT;
  }

  private static void part(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      String head = label + ":";
      for (String line : cut(text, LINES_OF_A_PART_MAX)) {
        lines.add(head + " ".repeat(LABEL - head.length()) + line);
        head = "";
      }
    }
  }

  private static List<String> cut(String text, int linesMax) {
    int width = EvidenceText.WIDTH - LABEL;
    String plain = text.substring(0, Math.min(text.length(), 2 * width * linesMax));
    List<String> all = EvidenceText.wrap(plain.replaceAll("\\s+", " "), width);
    if (all.size() <= linesMax) {
      return all;
    }
    List<String> cut = new ArrayList<>(all.subList(0, linesMax));
    cut.set(linesMax - 1, cut.get(linesMax - 1) + CUT);
    return cut;
  }
}
