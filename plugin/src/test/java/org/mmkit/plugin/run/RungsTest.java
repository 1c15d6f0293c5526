// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.grade.Scoring;
import org.mmkit.plugin.hint.Failure;
import org.mmkit.plugin.hint.Hints;
import org.mmkit.plugin.perf.PerfSummary;
import org.mmkit.plugin.report.SummaryTable;
import org.mmkit.suite.catalogue.Rules;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/**
 * The rungs of the course: each skeleton fails and says what to do, each solution passes, and the
 * solution of the rung before fails for the reason that the page names. The pages show these runs;
 * {@code -Dmmkit.updateBaselines} renews them.
 */
class RungsTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final Path COURSE = Path.of("../site/src/site/markdown/course.md");

  /** Rungs that begin with a strategy that is right and not good enough. */
  private static final Set<String> FINISHED = Set.of("rung-9-open");

  @TempDir Path scratch;

  /** A class to be judged by the suite of a rung, and what is asked of the result. */
  private record Try(Rung rung, String name, Path classes, boolean named, Check check) {}

  /** What is asked of a result. */
  private interface Check {
    void of(RunRecord run) throws IOException;
  }

  private static List<Try> tries() {
    List<Rung> rungs = Rung.withClasses();
    assertThat(rungs).hasSizeGreaterThanOrEqualTo(6);
    List<Try> tries = new ArrayList<>();
    Rung first = Rung.all().get(0);
    tries.add(new Try(first, "shipped", first.skeleton(), true, r -> showsTheTable(first, r)));
    for (int i = 0; i < rungs.size(); i++) {
      Rung rung = rungs.get(i);
      tries.add(new Try(rung, "skeleton", rung.skeleton(), true, r -> skeletonFails(rung, r)));
      tries.add(new Try(rung, "solution", rung.solution(), true, r -> solutionPasses(rung, r)));
      if (i > 0 && shows(rung, rungs.get(i - 1).name())) {
        Rung before = rungs.get(i - 1);
        Check fails = r -> theOneBeforeFails(rung, before, r);
        tries.add(new Try(rung, before.name(), before.solution(), false, fails));
      }
    }
    return tries;
  }

  /** All are judged at once, as many as there are processors, each in a JVM of its own. */
  @TestFactory
  Stream<DynamicTest> eachRung() {
    int atOnce = Integer.getInteger("rungs.atOnce", Runtime.getRuntime().availableProcessors());
    ExecutorService judges = Executors.newFixedThreadPool(atOnce);
    List<DynamicTest> tests = new ArrayList<>();
    for (Try one : tries()) {
      Future<RunRecord> record = judges.submit(() -> judge(one));
      tests.add(
          dynamicTest(one.rung().name() + ": " + one.name(), () -> one.check().of(record.get())));
    }
    judges.shutdown();
    return tests.stream();
  }

  private RunRecord judge(Try one) throws IOException {
    Path folder = Files.createTempDirectory(scratch, one.rung().name());
    return one.rung().judge(one.classes(), one.named(), folder);
  }

  private static void skeletonFails(Rung rung, RunRecord run) throws IOException {
    String shown = Rung.shown(run.strategies().get(0));
    if (FINISHED.contains(rung.name())) {
      assertThat(verdicts(run)).containsOnly(Verdict.FAIL);
    } else {
      assertThat(verdicts(run)).containsOnly(Verdict.BROKEN);
      assertThat(shown).contains("README.md").contains(".java:");
    }
    pageShows(rung, "skeleton", shown);
    classHas(rung, 'K', earned(rung, run));
    hasAHint(rung, run);
  }

  /** Nothing is to be written in the first rung. */
  private static void showsTheTable(Rung rung, RunRecord run) throws IOException {
    assertThat(verdicts(run)).hasSize(2).containsOnly(Verdict.PASS);
    pageShows(rung, "shipped", String.join("\n", new SummaryTable(run).lines()) + "\n");
  }

  private static List<Verdict> verdicts(RunRecord run) {
    return run.strategies().stream().map(StrategyRecord::verdict).toList();
  }

  private static void solutionPasses(Rung rung, RunRecord run) throws IOException {
    assertThat(verdicts(run)).as(Rung.shown(run.strategies().get(0))).containsOnly(Verdict.PASS);
    List<String> table = new ArrayList<>(new SummaryTable(run).lines());
    table.addAll(new PerfSummary(run).lines());
    pageShows(rung, "solution", String.join("\n", table) + "\n");
    assertThat(Files.readString(rung.page())).contains("about " + lines(rung) + " lines of code");
    assertThat(earned(rung, run)).as("points").isEqualByComparingTo(points(rung));
    classHas(rung, 'S', earned(rung, run));
    assertThat(rung.idlePatterns(run)).as("patterns of mmkit.suite that fit nothing").isEmpty();
  }

  /** The class of thirty, whose table is on the page on grading, has the same points. */
  private static void classHas(Rung rung, char letter, BigDecimal earned) {
    assertThat(earned)
        .as(rung.name() + " " + letter)
        .isEqualByComparingTo(CourseClass.ofRung(rung.name(), letter));
  }

  /** What the rubric of a rung gives, for each strategy. */
  private static BigDecimal earned(Rung rung, RunRecord run) {
    Rubric rubric = Rubric.read(rung.folder().resolve("rubric.txt"), List.of());
    return run.strategies().stream()
        .map(one -> Scoring.score(rubric, new RunRecord(run.seed(), List.of(one)), 0))
        .map(score -> score.total().decimal())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What the page says that can be earned, without what a person gives. */
  private static BigDecimal points(Rung rung) throws IOException {
    String row = Rung.cell(Files.readString(rung.page()), "points");
    Matcher all = Pattern.compile("^(?:a bonus of )?([0-9]+)").matcher(row);
    assertThat(all.find()).as(row).isTrue();
    Matcher byHand = Pattern.compile("([0-9]+), by hand").matcher(row);
    return new BigDecimal(all.group(1))
        .subtract(byHand.find() ? new BigDecimal(byHand.group(1)) : BigDecimal.ZERO);
  }

  private static void theOneBeforeFails(Rung rung, Rung before, RunRecord run) throws IOException {
    assertThat(verdicts(run)).containsExactly(Verdict.FAIL);
    assertThat(earned(rung, run)).isLessThan(points(rung));
    classHas(rung, 'B', earned(rung, run));
    pageShows(rung, before.name(), Rung.shown(run.strategies().get(0)));
    hasAHint(rung, run);
    TreeSet<String> broken = new TreeSet<>();
    run.strategies().get(0).findings().stream()
        .filter(FindingRecord::isUnsafe)
        .forEach(finding -> broken.add(finding.broken().id()));
    assertThat(named(rung)).as("rules that the page names").isEqualTo(broken);
  }

  private static boolean shows(Rung rung, String run) {
    try {
      return Files.readString(rung.page()).contains("<!-- run: " + run + " -->");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hasAHint(Rung rung, RunRecord run) {
    Failure failure = Failure.of(run).orElseThrow();
    assertThat(Hints.read(rung.folder().resolve("hints.txt")).blockFor(failure))
        .as(failure.words())
        .isPresent();
  }

  /** The rules that the table of the page explains: those that the rung before breaks here. */
  private static TreeSet<String> named(Rung rung) throws IOException {
    TreeSet<String> named = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^\\| ([A-Z][A-Z0-9-]*) \\|").matcher(Files.readString(rung.page()));
    while (row.find()) {
      named.add(row.group(1));
    }
    return named;
  }

  /** Lines of the solution that are neither blank nor comment, import or package, by fives. */
  private static int lines(Rung rung) throws IOException {
    long count = 0;
    for (Path source : Rung.sources(rung.solution())) {
      count +=
          Files.readAllLines(source).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .filter(line -> !line.matches("(/\\*|\\*|//|import |package ).*"))
              .count();
    }
    return (int) (5 * Math.round(count / 5.0));
  }

  private static void pageShows(Rung rung, String run, String text) throws IOException {
    String page = Files.readString(rung.page());
    String marker = "<!-- run: " + run + " -->\n```\n";
    int begin = page.indexOf(marker);
    assertThat(begin).as(rung.page() + " has no block \"" + run + "\"").isNotNegative();
    begin += marker.length();
    int end = page.indexOf("```", begin);
    renewOrCompare(rung.page(), page, begin, end, text);
  }

  @Test
  void theSiteListsThem() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (Rung rung : Rung.all()) {
      rows.append(rung.row(named(rung))).append("\n");
    }
    String page = Files.readString(COURSE);
    int begin = page.indexOf("| --- | --- | --: |");
    begin = page.indexOf("\n", begin) + 1;
    int end = page.indexOf("\n\n", begin - 1) + 1;
    renewOrCompare(COURSE, page, begin, end, rows.toString());
  }

  /** The tutorial goes up the rungs once, and shows what their pages show. */
  @Test
  void theTutorialShowsTheSameRuns() throws IOException {
    Pattern block = Pattern.compile("<!-- run: (rung-\\S+) (\\S+) -->\n```\n([^`]*)```");
    String page = Files.readString(COURSE);
    Matcher blocks = block.matcher(page);
    StringBuilder renewed = new StringBuilder();
    while (blocks.find()) {
      String there = Files.readString(EXAMPLES.resolve(blocks.group(1)).resolve("README.md"));
      String marker = "<!-- run: " + blocks.group(2) + " -->\n```\n";
      int begin = there.indexOf(marker);
      assertThat(begin).as(blocks.group(1) + " has no run " + blocks.group(2)).isNotNegative();
      begin += marker.length();
      String shown = there.substring(begin, there.indexOf("```", begin));
      String head = "<!-- run: " + blocks.group(1) + " " + blocks.group(2) + " -->\n```\n";
      blocks.appendReplacement(renewed, Matcher.quoteReplacement(head + shown + "```"));
    }
    blocks.appendTail(renewed);
    assertThat(block.matcher(page).results().count()).isGreaterThan(8);
    for (Rung rung : Rung.all()) {
      assertThat(page).contains("## Rung " + rung.name().charAt(5) + ": ");
    }
    renewOrCompare(COURSE, page, 0, page.length(), renewed.toString());
  }

  private static void renewOrCompare(Path file, String page, int begin, int end, String text)
      throws IOException {
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(file, page.substring(0, begin) + text + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).as(file.toString()).isEqualTo(text);
    }
  }

  @Test
  void hintsAreForRulesThatThereAre() {
    List<String> rules = Rules.all().stream().map(rule -> rule.id()).toList();
    for (Rung rung : Rung.withClasses()) {
      Hints.read(rung.folder().resolve("hints.txt")).blocks().stream()
          .flatMap(block -> Stream.of(block.label().split("\\s+")))
          .filter(word -> !word.contains("/") && !word.equals("broken"))
          .forEach(word -> assertThat(rules).as(rung.name()).contains(word));
    }
  }

  @Test
  void thePomsDifferInTheirSuitesAlone() throws IOException {
    TreeSet<String> poms = new TreeSet<>();
    for (Rung rung : Rung.withClasses()) {
      String pom = Files.readString(rung.folder().resolve("pom.xml"));
      assertThat(pom).contains("<artifactId>" + rung.name() + "</artifactId>");
      poms.add(
          pom.replaceAll("(?s)    <mmkit\\.(?!version)([a-z]+)>.*?</mmkit\\.\\1>\n", "")
              .replaceFirst("<artifactId>.*</artifactId>", "")
              .replaceFirst("<name>.*</name>", ""));
    }
    assertThat(poms).hasSize(1);
  }
}
