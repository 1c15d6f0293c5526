// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.gather.Gather612;
import org.mmkit.unmap.merged.Merged58;
import org.mmkit.unmap.pervma.PerVma64;

/**
 * Programs after public bug reports, on four correct strategies; {@code -Dmmkit.updateBaselines}
 * renews the page that tells their results.
 */
class FieldTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/mmkit/suite/field");
  private static final Path PAGE = Path.of("../../site/src/site/markdown/field.md");
  private static final int SCHEDULES = 40;
  private static final Map<String, Supplier<UnmapStrategy>> STRATEGIES = strategies();

  private static Map<String, Supplier<UnmapStrategy>> strategies() {
    Map<String, Supplier<UnmapStrategy>> all = new LinkedHashMap<>();
    all.put("exclusive", ExclusiveMunmap::new);
    all.put("merged-5.8", Merged58::new);
    all.put("pervma-6.4", PerVma64::new);
    all.put("gather-6.12", Gather612::new);
    return all;
  }

  @Test
  void thePageTellsTheResults() throws IOException {
    StringBuilder page = new StringBuilder(head());
    for (Program program : programs()) {
      page.append("| ").append(program.id()).append(" | ");
      page.append(program.title().replace("|", "\\|")).append(" |");
      for (Supplier<UnmapStrategy> strategy : STRATEGIES.values()) {
        page.append(' ').append(result(program, strategy)).append(" |");
      }
      page.append('\n');
    }
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  private static List<Program> programs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return Cases.load(files.sorted().toList());
    }
  }

  private static String result(Program program, Supplier<UnmapStrategy> strategy) {
    Experiment experiment =
        new Experiment(program, Setup.of(program, Defects.NONE, FiberKind.AUTO), strategy);
    TreeSet<String> broken = new TreeSet<>();
    try {
      for (Scheduler scheduler : schedules(program)) {
        Outcome outcome = experiment.run(scheduler);
        if (outcome.failure() != null) {
          return "threw " + outcome.failure();
        }
        for (Broken one : experiment.judge(outcome)) {
          broken.add(one.rule().id());
        }
      }
    } catch (NotModelled missing) {
      return missing.getMessage();
    }
    return broken.isEmpty() ? "pass" : String.join(" ", broken);
  }

  private static List<Scheduler> schedules(Program program) {
    if (program.isSequential()) {
      return List.of(new VirtualTime());
    }
    List<Scheduler> schedules = new ArrayList<>();
    for (int i = 0; i < SCHEDULES; i++) {
      schedules.add(new RandomWalk(1, i));
    }
    return schedules;
  }

  private static String head() {
    return """
    # Programs after public reports

    What went wrong in Linux, in other kernels and in their tests, made into programs. The results of
    the sequential ones are those of Linux 6.18. The model differs in one (C1), whatever the
    strategy: FR29-l, where the pool of huge pages is empty and
    the kernel takes a page away from the child, which is not modelled. The concurrent ones say what
    the kernel allows: each strategy here is correct, and is run under %d random schedules. A test
    makes this page.

    | program | what happens | exclusive | merged-5.8 | pervma-6.4 | gather-6.12 |
    | --- | --- | --- | --- | --- | --- |
    """
        .formatted(SCHEDULES);
  }
}
