// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.mmkit.plugin.hint.HintLog;
import org.mmkit.plugin.hint.NextHint;
import org.mmkit.plugin.report.ResultFiles;

/**
 * Gives the next hint for what failed in the last {@code mmkit:verify}, from the file of hints of
 * the assignment. How many were given is noted, and the report says it.
 */
@Mojo(name = "hint", threadSafe = true)
public final class HintMojo extends PlainMojo {

  /** The hints of the assignment. */
  @Parameter(property = "mmkit.hints", defaultValue = "${project.basedir}/hints.txt")
  private File hints;

  /** Where the results of the last run are. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  private File outputDirectory;

  @Parameter(defaultValue = "${project.basedir}", readonly = true, required = true)
  private File basedir;

  @Override
  void call() throws MojoFailureException {
    new NextHint(
            outputDirectory.toPath().resolve(ResultFiles.RUN),
            hints.toPath(),
            new HintLog(basedir.toPath()))
        .give()
        .forEach(getLog()::info);
  }
}
