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
import org.mmkit.plugin.report.Explanation;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
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

  /** All rungs of which a class is the answer, lowest first. */
  static List<Rung> withClasses() {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders
          .filter(one -> one.getFileName().toString().startsWith("rung-"))
          .filter(one -> Files.isRegularFile(solution(one)))
          .sorted()
          .map(Rung::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path solution(Path folder) {
    return folder.resolve("solution/main/java/student/MyUnmap.java");
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
    return folder.resolve("src/main/java/student/MyUnmap.java");
  }

  Path solution() {
    return solution(folder);
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
  private static String cell(String page, String head) {
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

  /** Judges a class as {@code mmkit:verify} does in this folder. */
  StrategyRecord judge(Path source, Path scratch) {
    StudentProject project = new StudentProject(scratch);
    try {
      project.source("student/MyUnmap.java", Files.readString(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    project.seed = JudgeRequest.Search.DEFAULT_SEED;
    project.jvm = "same";
    project.timeoutSeconds = JudgeRequest.DEFAULT_TIMEOUT_S;
    project.stages = words("stages");
    project.cases = new CaseGlob(String.join(",", words("suite")));
    if (suite.containsKey("budget")) {
      project.budget = OptionalInt.of(Integer.parseInt(suite.getProperty("budget")));
    }
    RunRecord run = project.verifyForReal().run();
    List<StrategyRecord> judged = Limits.parse(words("limits")).apply(run).strategies();
    assertThat(judged).hasSize(1);
    return judged.get(0);
  }

  /** What the console says of the first stage that fails, without the splat below the diagram. */
  static String shown(StrategyRecord record) {
    List<String> all = new Explanation(record, JudgeRequest.Search.DEFAULT_SEED).lines();
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
