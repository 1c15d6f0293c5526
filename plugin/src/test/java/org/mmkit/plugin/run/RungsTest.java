// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.mmkit.plugin.hint.Failure;
import org.mmkit.plugin.hint.Hints;
import org.mmkit.plugin.report.SummaryTable;
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
  private static final Path COURSE = Path.of("../site/src/site/markdown/course.md");

  @TempDir Path scratch;

  /** A class to be judged by the suite of a rung, and what is asked of the result. */
  private record Try(Rung rung, String name, Path source, Check check) {}

  /** What is asked of a result. */
  private interface Check {
    void of(StrategyRecord record) throws IOException;
  }

  private static List<Try> tries() {
    List<Rung> rungs = Rung.withClasses();
    assertThat(rungs).hasSizeGreaterThanOrEqualTo(6);
    List<Try> tries = new ArrayList<>();
    for (int i = 0; i < rungs.size(); i++) {
      Rung rung = rungs.get(i);
      tries.add(new Try(rung, "skeleton", rung.skeleton(), r -> skeletonFails(rung, r)));
      tries.add(new Try(rung, "solution", rung.solution(), r -> solutionPasses(rung, r)));
      if (i > 0) {
        Rung before = rungs.get(i - 1);
        tries.add(
            new Try(
                rung, before.name(), before.solution(), r -> theOneBeforeFails(rung, before, r)));
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
      Future<StrategyRecord> record = judges.submit(() -> judge(one.rung(), one.source()));
      tests.add(
          dynamicTest(
              one.rung().name() + ": " + one.name(), () -> one.check().of(record.get())));
    }
    judges.shutdown();
    return tests.stream();
  }

  private StrategyRecord judge(Rung rung, Path source) throws IOException {
    return rung.judge(source, Files.createTempDirectory(scratch, rung.name()));
  }

  private static void skeletonFails(Rung rung, StrategyRecord record) throws IOException {
    assertThat(record.verdict()).isEqualTo(Verdict.BROKEN);
    String shown = Rung.shown(record);
    assertThat(shown).contains("README.md").contains("MyUnmap.java:");
    pageShows(rung, "skeleton", shown);
    hasAHint(rung, record);
  }

  private static void solutionPasses(Rung rung, StrategyRecord record) throws IOException {
    assertThat(record.verdict()).as(Rung.shown(record)).isEqualTo(Verdict.PASS);
    String table =
        String.join("\n", new SummaryTable(new RunRecord(0, List.of(record))).lines()) + "\n";
    pageShows(rung, "solution", table);
    assertThat(Files.readString(rung.page()))
        .contains("about " + lines(rung) + " lines of code");
  }

  private static void theOneBeforeFails(Rung rung, Rung before, StrategyRecord record)
      throws IOException {
    assertThat(record.verdict()).isEqualTo(Verdict.FAIL);
    pageShows(rung, before.name(), Rung.shown(record));
    hasAHint(rung, record);
    TreeSet<String> broken = new TreeSet<>();
    record.findings().stream()
        .filter(FindingRecord::isUnsafe)
        .forEach(finding -> broken.add(finding.broken().id()));
    assertThat(named(rung)).as("rules that the page names").isEqualTo(broken);
  }

  private static void hasAHint(Rung rung, StrategyRecord record) {
    Failure failure = Failure.of(new RunRecord(0, List.of(record))).orElseThrow();
    assertThat(Hints.read(rung.folder().resolve("hints.txt")).blockFor(failure))
        .as(failure.words())
        .isPresent();
  }

  /** The rules that the table of the page explains: those that the rung before breaks here. */
  private static TreeSet<String> named(Rung rung) throws IOException {
    TreeSet<String> named = new TreeSet<>();
    Matcher row = Pattern.compile("(?m)^\\| ([A-Z0-9-]+) \\|").matcher(Files.readString(rung.page()));
    while (row.find()) {
      named.add(row.group(1));
    }
    return named;
  }

  /** Lines of the solution that are neither blank nor comment, import or package, by fives. */
  private static int lines(Rung rung) throws IOException {
    long count =
        Files.readAllLines(rung.solution()).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .filter(line -> !line.matches("(/\\*|\\*|//|import |package ).*"))
            .count();
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
    for (Rung rung : Rung.withClasses()) {
      rows.append(rung.row(named(rung))).append("\n");
    }
    String page = Files.readString(COURSE);
    int begin = page.indexOf("| --- | --- | --: |");
    begin = page.indexOf("\n", begin) + 1;
    int end = page.indexOf("\n\n", begin - 1) + 1;
    renewOrCompare(COURSE, page, begin, end, rows.toString());
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
