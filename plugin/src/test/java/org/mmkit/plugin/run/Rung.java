// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mmkit.plugin.perf.Limits;
import org.mmkit.plugin.report.CauseReport;
import org.mmkit.plugin.report.Paint;
import org.mmkit.plugin.report.Sources;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * A rung of the course, as its folder in {@code examples} tells it: what its POM judges, and what
 * its page shows.
 *
 * @param suite the properties of the POM, without {@code mmkit.}
 */
record Rung(Path folder, Properties suite) {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final Pattern PROPERTY =
      Pattern.compile("<mmkit\\.([a-z]+)>([^<]*)</mmkit\\.\\1>");

  /** Those of which classes are the answer, lowest first. */
  static List<Rung> withClasses() {
    return all().stream().filter(one -> Files.isDirectory(one.solution())).toList();
  }

  /** All of them, lowest first. */
  static List<Rung> all() {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders
          .filter(one -> one.getFileName().toString().startsWith("rung-"))
          .sorted()
          .map(Rung::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Rung read(Path folder) {
    try {
      Properties suite = new Properties();
      Matcher property = PROPERTY.matcher(Files.readString(folder.resolve("pom.xml")));
      while (property.find()) {
        suite.setProperty(property.group(1), property.group(2).replace("&lt;", "<").strip());
      }
      return new Rung(folder, suite);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  Path page() {
    return folder.resolve("README.md");
  }

  Path skeleton() {
    return folder.resolve("src/main/java/student");
  }

  Path solution() {
    return folder.resolve("solution/main/java/student");
  }

  /**
   * Its row in the table of the course.
   *
   * @param rules that the answer of the rung before breaks
   */
  String row(Collection<String> rules) throws IOException {
    String page = Files.readString(page());
    String title = page.lines().findFirst().orElseThrow().replaceFirst("# Rung (\\d): ", "$1. ");
    List<String> fails = new ArrayList<>(rules);
    fails.addAll(words("limits").stream().map(limit -> "`" + limit + "`").toList());
    return "| "
        + String.join(
            " | ",
            title,
            "`" + name() + "`",
            cell(page, "points").replaceFirst(":.*", ""),
            cell(page, "reference").replaceFirst(",.*", ""),
            fails.isEmpty() ? "-" : String.join(", ", fails))
        + " |";
  }

  /** What a row of the table at the page's head says. */
  static String cell(String page, String head) {
    Matcher row = Pattern.compile("(?m)^\\| " + head + " \\| (.*) \\|$").matcher(page);
    assertThat(row.find()).as(head).isTrue();
    return row.group(1);
  }

  private List<String> words(String property) {
    return Stream.of(suite.getProperty(property, "").split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** The classes in a folder of sources; none if there is no such folder. */
  static List<Path> sources(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /**
   * Judges the classes of a folder as {@code mmkit:verify} does in this one.
   *
   * @param named whether the strategies are those that the POM names; else the one that is there
   */
  RunRecord judge(Path classes, boolean named, Path scratch) throws IOException {
    StudentProject project = new StudentProject(scratch);
    for (Path source : sources(classes)) {
      project.source("student/" + source.getFileName(), Files.readString(source));
    }
    project.seed = JudgeRequest.Search.DEFAULT_SEED;
    project.jvm = "auto";
    project.argLine = StudentProject.LONG_RUN;
    project.timeoutSeconds = JudgeRequest.DEFAULT_TIMEOUT_S;
    project.strategies = named ? words("strategy") : List.of();
    project.stages = words("stages");
    if (!words("suite").isEmpty()) {
      project.cases = new CaseGlob(String.join(",", words("suite")));
    }
    if (suite.containsKey("budget")) {
      project.budget = OptionalInt.of(Integer.parseInt(suite.getProperty("budget")));
    }
    List<Path> loads = words("loads").stream().map(folder::resolve).toList();
    if (!loads.isEmpty()) {
      project.perf = new JudgeRequest.Perf(PerfGrid.SMOKE, CaseFiles.read(loads));
    }
    return Limits.parse(words("limits")).apply(project.verifyForReal().run());
  }

  /** Patterns of the suite that select no case of a run. */
  List<String> idlePatterns(RunRecord run) {
    List<String> names =
        run.strategies().get(0).stages().stream()
            .flatMap(stage -> stage.cases().stream().map(c -> stage.id() + "/" + c.id()))
            .toList();
    return words("suite").stream()
        .filter(pattern -> !pattern.startsWith(CaseGlob.OUT))
        .filter(pattern -> names.stream().noneMatch(new CaseGlob(pattern)::matches))
        .toList();
  }

  /** What the console says of the first stage that fails, without the splat below the diagram. */
  static String shown(StrategyRecord record) {
    List<String> all =
        new CauseReport(record, JudgeRequest.Search.DEFAULT_SEED, Sources.none()).lines(Paint.NONE);
    List<String> lines = new ArrayList<>();
    for (String line : all) {
      boolean nextStage = !lines.isEmpty() && !line.startsWith(" ");
      if (nextStage || line.strip().startsWith("maps before")) {
        break;
      }
      lines.add(line);
    }
    return String.join("\n", lines) + "\n";
  }
}
