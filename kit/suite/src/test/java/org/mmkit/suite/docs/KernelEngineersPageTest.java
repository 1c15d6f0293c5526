// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.Subject;
import org.mmkit.suite.mutants.Compiled;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.render.EvidenceText;

/**
 * What the page for kernel engineers shows of runs is made by running it; {@code
 * -Dmmkit.updateBaselines} renews it.
 */
class KernelEngineersPageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path PAGE = ROOT.resolve("site/src/site/markdown/kernel-engineers.md");
  private static final Path EXAMPLE = ROOT.resolve("examples/range-lock");
  private static final String RIGHT = "student.RangeLockMunmap";
  private static final String SPECULATIVE = "student.SpeculativeMunmap";
  private static final String README = "student.MyUnmap";

  private final Map<String, Supplier<String>> made =
      Map.of(
          "diagram", this::diagram,
          "locks", () -> wrongOnes("RangeLockMunmap", "range-neighbours"),
          "certificates", () -> certificates(RIGHT, "range-*"),
          "perf", this::perf,
          "faults", () -> wrongOnes("SpeculativeMunmap", "spec-*"),
          "fault certificates", () -> certificates(SPECULATIVE, "spec-*"),
          "fault hold", this::hold);

  @Test
  void thePageShowsWhatIsFound() throws IOException {
    String page = Files.readString(PAGE);
    String now = page;
    for (Map.Entry<String, Supplier<String>> block : new TreeMap<>(made).entrySet()) {
      String begin = "<!-- made: " + block.getKey() + " -->\n";
      Matcher found =
          Pattern.compile(Pattern.quote(begin) + ".*?<!-- end -->", Pattern.DOTALL).matcher(now);
      assertThat(found.find()).as(begin).isTrue();
      String text = begin + "\n" + block.getValue().get() + "\n<!-- end -->";
      now = found.replaceFirst(Matcher.quoteReplacement(text));
    }
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, now);
      return;
    }
    assertThat(page).isEqualTo(now);
  }

  /** The strategy of the front page with the change that the page shows. */
  private String diagram() {
    String gap =
        "    kernel.mmapSem().upWrite(); // was: downgradeWrite()\n"
            + "    kernel.mmapSem().downRead();\n";
    assertThat(read(PAGE)).contains(gap);
    String source =
        read(ROOT.resolve("examples/first-strategy/solution/main/java/student/MyUnmap.java"));
    String changed = source.replaceFirst("    kernel.mmapSem\\(\\).downgradeWrite\\(\\);.*\n", gap);
    assertThat(changed).isNotEqualTo(source);
    Subject subject = Compiled.subject(README, Map.of(README, changed)).orElseThrow();
    FindingRecord finding =
        explore(subject, "con004-anywhere", List.of()).findings().stream()
            .filter(one -> one.broken().id().equals("L1"))
            .findFirst()
            .orElseThrow();
    return "```\n"
        + String.join("\n", EvidenceText.wrap(finding.sentence()))
        + "\n"
        + String.join("\n", EvidenceText.diagram(finding.evidence().orElseThrow()))
        + "\n```\n";
  }

  /** Each wrong one of the example: what it does, and by what it is convicted. */
  private String wrongOnes(String original, String scenarios) {
    StringBuilder table =
        new StringBuilder(
            "| class | what is wrong | breaks | shown by |\n| --- | --- | --- | --- |\n");
    for (String type : sources().keySet()) {
      if (type.startsWith("student.wrong.")
          && sources().get(type).contains(" extends " + original + " {")) {
        List<FindingRecord> findings = scenarios(type, scenarios).findings();
        assertThat(findings).as(type).isNotEmpty();
        FindingRecord first = findings.get(0);
        table
            .append("| `")
            .append(type.substring("student.wrong.".length()))
            .append("` | ")
            .append(wrong(sources().get(type)))
            .append(" | ")
            .append(first.broken().id())
            .append(", ")
            .append(first.broken().title())
            .append(" | `")
            .append(first.caseId())
            .append("` |\n");
      }
    }
    return table.toString();
  }

  private static String wrong(String source) {
    Matcher comment = Pattern.compile("/\\*\\* Wrong: (.*?)\\.? \\*/").matcher(source);
    assertThat(comment.find()).isTrue();
    return comment.group(1);
  }

  /** How far each scenario of the example was searched under the right lock. */
  private String certificates(String type, String scenarios) {
    StageRun run = scenarios(type, scenarios);
    assertThat(run.findings()).isEmpty();
    return "| scenario | searched |\n| --- | --- |\n"
        + run.cases().stream()
            .map(one -> "| `" + one.id() + "` | " + firstLine(one) + " |\n")
            .collect(Collectors.joining());
  }

  private static String firstLine(CaseRecord one) {
    return one.message().lines().findFirst().orElse("");
  }

  /** What a load measures with 8 tasks, that of the shipped one with less to unmap. */
  private String perf() {
    StringBuilder table =
        new StringBuilder(
            "| load | strategy | faults a second | of 1000 faults the longest | longest wait |\n"
                + "| --- | --- | --- | --- | --- |\n");
    for (Subject subject :
        List.of(StageRun.shipped("exclusive"), StageRun.shipped("merged-5.8"), example(RIGHT))) {
      Map<String, Long> measures = measures(subject);
      for (String load : List.of("beside-shared", "beside-merged")) {
        String point = load + ".threads.8.";
        long ops = measures.get(point + "ops_per_s");
        table
            .append("| `" + load + "` | `" + subject.info().id() + "` | ")
            .append(String.format(Locale.ROOT, "%,d", ops).replace(',', ' '))
            .append(" | " + time(measures.get(point + "fault_p999_ns")))
            .append(" | " + time(measures.getOrDefault(point + "wait_max_ns", -1L)) + " |\n");
      }
    }
    return table.toString();
  }

  /** How long a fault waits that comes behind a writer, who waits for the munmap of 80 GiB. */
  private String hold() {
    StringBuilder table =
        new StringBuilder("| strategy | a fault behind a writer waits |\n| --- | --- |\n");
    for (Subject subject :
        List.of(StageRun.shipped("merged-5.8"), example(RIGHT), example(SPECULATIVE))) {
      CaseGlob one = new CaseGlob("fault-behind-a-writer");
      JudgeRequest asked =
          JudgeRequest.of(
              "hold",
              new JudgeRequest.Selection(one, List.of(), true),
              JudgeRequest.Search.DEFAULT);
      StageRun run = StageRun.of("hold", new StageRequest(asked, subject));
      table
          .append("| `" + subject.info().id() + "` | ")
          .append(time(run.result().measures().get("fault_behind_writer_wait_ns")) + " |\n");
    }
    return table.toString();
  }

  private static String time(long ns) {
    if (ns < 0) {
      return "none";
    }
    return ns < 100_000
        ? String.format(Locale.ROOT, "%.1f µs", ns / 1e3)
        : String.format(Locale.ROOT, "%.1f ms", ns / 1e6);
  }

  /** What the loads of the example measure. */
  private static Map<String, Long> measures(Subject subject) {
    String name = "beside.loads";
    CaseFile load = new CaseFile(name, read(EXAMPLE.resolve(name)));
    JudgeRequest asked =
        JudgeRequest.of("perf", JudgeRequest.Selection.QUICK, JudgeRequest.Search.DEFAULT)
            .withPerf(new JudgeRequest.Perf(PerfGrid.SMALL, List.of(load)));
    return StageRun.of("perf", new StageRequest(asked, subject)).result().measures();
  }

  private static StageRun scenarios(String type, String cases) {
    List<CaseFile> files =
        Stream.of("range-lock.scenarios", "speculative.scenarios")
            .map(name -> new CaseFile(name, read(EXAMPLE.resolve(name))))
            .toList();
    return explore(example(type), cases, files);
  }

  private static StageRun explore(Subject subject, String cases, List<CaseFile> files) {
    JudgeRequest.Selection all = new JudgeRequest.Selection(new CaseGlob(cases), files, true);
    JudgeRequest.Search search =
        new JudgeRequest.Search(JudgeRequest.Search.DEFAULT_SEED, OptionalInt.of(200));
    JudgeRequest asked = JudgeRequest.of("explore", all, search);
    return StageRun.of("explore", new StageRequest(asked, subject));
  }

  private static Subject example(String type) {
    return Compiled.subject(type, sources()).orElseThrow();
  }

  /** The sources of the example by the names of their classes. */
  private static Map<String, String> sources() {
    Path folder = EXAMPLE.resolve("src/main/java");
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(
              Collectors.toMap(
                  file -> folder.relativize(file).toString().replace(".java", "").replace('/', '.'),
                  KernelEngineersPageTest::read,
                  (one, other) -> one,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
