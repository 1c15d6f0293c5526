// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyOutcome;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * How far each search reached, {@code certificates.txt}: a text that says what was searched, so
 * that others can search again and compare line by line.
 *
 * @param kit digest of the jars that searched
 * @param submission digest of the student's classes
 * @param seed of the schedules at random
 * @param budget of them for each case, where it was set
 * @param lines the certificates, with their numbers in the file
 */
public record CertificateFile(
    String kit, String submission, long seed, OptionalInt budget, List<Line> lines) {
  private static final String TITLE = "mmkit certificates 1";
  private static final String EXPLORE = "explore";
  private static final Pattern FIELD = Pattern.compile("(kit|submission|seed|budget) (\\S+)");
  private static final List<String> FIELDS = List.of("kit", "submission", "seed", "budget");
  private static final Pattern LINE =
      Pattern.compile("(\\S+) explore/([A-Za-z0-9][A-Za-z0-9_.-]*): (\\S.*)");
  private static final String DEFAULT = "default";
  private static final String UNKNOWN = "unknown";

  /**
   * One certificate.
   *
   * @param number of the line, from 1; 0 where it is in no file
   * @param caseId within stage explore
   */
  public record Line(int number, String strategy, String caseId, String text) {

    private String write() {
      return strategy + " " + EXPLORE + "/" + caseId + ": " + text;
    }

    /** Whether it is about the same. */
    public boolean isOf(Line other) {
      return strategy.equals(other.strategy) && caseId.equals(other.caseId);
    }
  }

  public CertificateFile {
    lines = List.copyOf(lines);
  }

  /** The certificates of a run. */
  public static CertificateFile of(VerifyRequest request, VerifyOutcome outcome) {
    Optional<Provenance> provenance = outcome.run().provenance();
    List<Line> lines = new ArrayList<>();
    for (StrategyRecord strategy : outcome.run().strategies()) {
      for (StageRecord stage : strategy.stages()) {
        stage.cases().stream()
            .filter(one -> stage.id().equals(EXPLORE) && one.status() == CaseStatus.PASS)
            .filter(one -> !one.message().isEmpty())
            .forEach(one -> lines.add(new Line(0, strategy.id(), one.id(), one.message())));
      }
    }
    return new CertificateFile(
        provenance.map(Provenance::kit).orElse(UNKNOWN),
        provenance.map(Provenance::submission).orElse(UNKNOWN),
        outcome.run().seed(),
        request.asked().search().budget(),
        lines);
  }

  /** The text of the file. */
  public String write() {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    text.append("kit ").append(kit).append('\n');
    text.append("submission ").append(submission).append('\n');
    text.append("seed ").append(seed).append('\n');
    text.append("budget ").append(budget.isPresent() ? budget.getAsInt() : DEFAULT).append('\n');
    lines.forEach(line -> text.append(line.write()).append('\n'));
    return text.toString();
  }

  /**
   * Reads a file.
   *
   * @param name what messages call it
   * @throws InputException names the line that is wrong
   */
  public static CertificateFile parse(String name, String text) {
    List<String> all = text.lines().toList();
    if (all.isEmpty() || !all.get(0).equals(TITLE)) {
      throw wrong(name, 1, "does not say \"" + TITLE + "\", as each file of certificates does");
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < FIELDS.size(); i++) {
      Matcher field = FIELD.matcher(i + 1 < all.size() ? all.get(i + 1) : "");
      if (!field.matches() || !field.group(1).equals(FIELDS.get(i))) {
        throw wrong(name, i + 2, "does not say which " + FIELDS.get(i) + " it is of");
      }
      values.add(field.group(2));
    }
    List<Line> lines = new ArrayList<>();
    for (int i = FIELDS.size() + 1; i < all.size(); i++) {
      Matcher line = LINE.matcher(all.get(i));
      if (!line.matches()) {
        throw wrong(name, i + 1, "is no certificate: strategy, explore/case, how far");
      }
      Line one = new Line(i + 1, line.group(1), line.group(2), line.group(3));
      if (lines.stream().anyMatch(one::isOf)) {
        throw wrong(name, i + 1, "certifies explore/" + one.caseId() + " a second time");
      }
      lines.add(one);
    }
    if (lines.isEmpty()) {
      throw wrong(name, all.size(), "is the last, and there is no certificate");
    }
    return new CertificateFile(
        values.get(0),
        values.get(1),
        number(name, 4, values.get(2)),
        values.get(3).equals(DEFAULT)
            ? OptionalInt.empty()
            : OptionalInt.of(Math.toIntExact(number(name, 5, values.get(3)))),
        lines);
  }

  private static long number(String name, int line, String word) {
    if (!word.matches(line == 4 ? "-?[0-9]{1,18}" : "[1-9][0-9]{0,8}")) {
      throw wrong(name, line, "has no number: " + word);
    }
    return Long.parseLong(word);
  }

  /** What is wrong with a line. */
  public static InputException wrong(String name, int line, String why) {
    return new InputException(name + ":" + line + ": the line " + why + ".");
  }

  /**
   * Compares with what was searched now.
   *
   * @throws InputException names the first line that is not so
   */
  public void requireSame(String name, CertificateFile now) {
    if (!kit.equals(now.kit)) {
      throw wrong(
          name, 2, "is of another mmkit than this one, which may number schedules otherwise");
    }
    if (!submission.equals(now.submission)) {
      throw wrong(name, 3, "is of other classes than those of this project");
    }
    for (Line line : lines) {
      String found =
          now.lines.stream()
              .filter(line::isOf)
              .findFirst()
              .map(Line::text)
              .orElse("no certificate: the case fails, or is not there");
      if (!found.equals(line.text())) {
        throw wrong(
            name,
            line.number(),
            "certifies \"" + line.text() + "\", and the search says \"" + found + "\"");
      }
    }
  }
}
