// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Fits a machine profile to measurements of a real machine, for {@code mmkit:perf
 * -Dmmkit.profile=my.profile}. Measures this machine by a C program, in about two minutes, unless
 * files of measurements are given.
 */
@Mojo(name = "calibrate", requiresProject = false, threadSafe = true)
public final class CalibrateMojo extends PlainMojo {

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

  @Override
  void call() throws MojoFailureException {
    List<Path> files =
        measurements == null ? List.of() : measurements.stream().map(File::toPath).toList();
    new CalibrateCall(getLog()).run(files, profile.trim(), strategy.trim(), output.toPath());
  }
}
