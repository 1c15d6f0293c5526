// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.CaseFiles;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;

/** What the goals that run cases have in common. */
abstract class CasesMojo extends JudgingMojo {

  /** Additional case files, or folders of files whose names end in {@code .cases}. */
  @Parameter(property = "mmkit.cases")
  @Nullable List<File> cases;

  /** Which cases to run: patterns over {@code stage/id}, with commas between them. */
  @Parameter(property = "mmkit.case", defaultValue = "*")
  String caseGlob;

  /**
   * Schedules for each program. Of {@code verify}: those of stage race, by default what ends in 20
   * seconds on two cores, and those that stage explore tries at random. Of {@code explore}: those
   * that are tried at random, beside all with few preemptions. Of {@code distinguish}: after which
   * the search gives up, for each strategy. Of {@code fuzz} and its stage: programs.
   */
  @Parameter(property = "mmkit.budget")
  @Nullable String budget;

  CasesMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  /** The cases that the parameters select. */
  final JudgeRequest.Selection selection(boolean whole) {
    List<File> files = cases == null ? List.of() : cases;
    return new JudgeRequest.Selection(
        new CaseGlob(caseGlob), CaseFiles.read(files.stream().map(File::toPath).toList()), whole);
  }

  /** The schedules that the parameters allow. */
  JudgeRequest.Search search() {
    return new JudgeRequest.Search(Whole.number("mmkit.seed", seed), Requests.budget(budget));
  }
}
