// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.BadInputException;

/**
 * Fits a machine profile to measurements of a real machine, for {@code mmkit:perf
 * -Dmmkit.profile=my.profile}. Measures this machine by a C program, in about a minute, unless
 * files of measurements are given.
 */
@Mojo(name = "calibrate", requiresProject = false, threadSafe = true)
public final class CalibrateMojo extends AbstractMojo {

  /**
   * Measurements: what the C program printed elsewhere, or tables of will-it-scale, each in a file
   * that is named for its test case, such as {@code mmap1.csv}. Default: this machine is measured.
   */
  @Parameter(property = "mmkit.measurements")
  @Nullable List<File> measurements;

  /** The profile in which what was not measured stays as it is: a name, or a file. */
  @Parameter(property = "mmkit.profile", defaultValue = "zen4-2vcpu-6.18")
  String profile;

  /** The shipped strategy that unmaps as the measured kernel does. */
  @Parameter(property = "mmkit.strategy", defaultValue = "gather-6.12")
  String strategy;

  /** The file to write. */
  @Parameter(property = "mmkit.output", defaultValue = "my.profile")
  File output;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  PluginDescriptor plugin;

  @Override
  public void execute() throws MojoFailureException {
    Optional<String> refusal =
        KnownParameters.of(plugin)
            .refusal(session.getUserProperties().stringPropertyNames(), session.getGoals());
    if (refusal.isPresent()) {
      throw new MojoFailureException(refusal.get());
    }
    List<Path> files =
        measurements == null ? List.of() : measurements.stream().map(File::toPath).toList();
    try {
      new CalibrateCall(getLog()).run(files, profile.trim(), strategy.trim(), output.toPath());
    } catch (InputException | BadInputException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
  }
}
