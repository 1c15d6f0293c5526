// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.compare.EarlierRun;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.InputException;

/** What the goals that compare a run with one of before have in common. */
abstract class ComparingMojo extends CasesMojo {
  private static final String LAST = "last";

  /**
   * A {@code run.json} to compare the results with, or {@code last}: the run before this one in the
   * same folder. The report says what is new, what is mended and what is better.
   */
  @Parameter(property = "mmkit.baseline")
  @Nullable String baseline;

  /**
   * The strategy of that run to compare with, such as a shipped one. Default: the one of the same
   * id.
   */
  @Parameter(property = "mmkit.baselineStrategy")
  @Nullable String baselineStrategy;

  ComparingMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  /** The run to compare with, if one is named. */
  final Optional<EarlierRun> earlier() {
    Optional<String> strategy =
        Optional.ofNullable(baselineStrategy).map(String::strip).filter(id -> !id.isEmpty());
    if (baseline == null || baseline.isBlank()) {
      if (strategy.isPresent()) {
        throw new InputException(
            "mmkit.baselineStrategy names a strategy of a run, and mmkit.baseline names no run.");
      }
      return Optional.empty();
    }
    String named = baseline.strip();
    if (named.equals(LAST)) {
      return Optional.of(EarlierRun.read(last(), strategy));
    }
    File base = session.getCurrentProject().getBasedir();
    Path file = Path.of(named);
    return Optional.of(
        EarlierRun.read(base == null ? file : base.toPath().resolve(file), strategy));
  }

  private Path last() {
    Path kept = ResultFiles.lastRun(outputDirectory.toPath());
    if (!kept.toFile().isFile()) {
      throw new InputException(
          "There is no run before this one in "
              + outputDirectory
              + " (mmkit.baseline=last). Run mmkit:verify once without it, or name a run.json.");
    }
    return kept;
  }
}
