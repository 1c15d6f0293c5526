// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Judges ways to unmap: the student's, or shipped ones. Compiles the project first. The results are
 * {@code run.json}, JUnit XML and {@code report.html}.
 */
@Mojo(
    name = "verify",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class VerifyMojo extends AbstractMojo {

  /** Classes, or ids of shipped strategies. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  List<String> strategies;

  /** The stages to run. */
  @Parameter(property = "mmkit.stages", defaultValue = "conformance,race,hold")
  List<String> stages;

  /** Additional case files, or folders of files whose names end in {@code .cases}. */
  @Parameter(property = "mmkit.cases")
  List<File> cases;

  /** Which cases to run: patterns over {@code stage/id}, with commas between them. */
  @Parameter(property = "mmkit.case", defaultValue = "*")
  String caseGlob;

  /** What every random choice comes from. */
  @Parameter(property = "mmkit.seed", defaultValue = "20180809")
  long seed;

  /** Schedules for each program of stage race. Default: what ends in 20 seconds on two cores. */
  @Parameter(property = "mmkit.budget")
  Integer budget;

  /** The index of the one schedule to replay, together with {@code mmkit.case}. */
  @Parameter(property = "mmkit.schedule")
  Integer schedule;

  /** What simulated tasks run on: {@code auto}, {@code continuation} or {@code thread}. */
  @Parameter(property = "mmkit.fiber", defaultValue = "auto")
  String fiber;

  /** Seconds that judging one strategy may take; then it is BROKEN. */
  @Parameter(property = "mmkit.timeout", defaultValue = "600")
  int timeout;

  /**
   * The JDK to judge in: its home, {@code same} for the one that runs Maven, or {@code auto} for
   * Maven's toolchain, else the newest with working continuations beside the running one, else the
   * running one.
   */
  @Parameter(property = "mmkit.jvm", defaultValue = "auto")
  String jvm;

  /** Flags for the JVM that judges, behind the default ones. */
  @Parameter(property = "mmkit.argLine", defaultValue = "")
  String argLine;

  /** Where the results go. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  File outputDirectory;

  /** Whether a strategy that fails fails the build. One that is BROKEN always does. */
  @Parameter(property = "mmkit.failOnViolation", defaultValue = "true")
  boolean failOnViolation;

  /**
   * Whether a shipped strategy has to show exactly its known defects, as far as the stages can
   * reach them.
   */
  @Parameter(property = "mmkit.expectKnown", defaultValue = "false")
  boolean expectKnown;

  /** Whether to do nothing. */
  @Parameter(property = "mmkit.skip", defaultValue = "false")
  boolean skip;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  PluginDescriptor plugin;

  final ToolchainManager toolchains;

  @Inject
  VerifyMojo(ToolchainManager toolchains) {
    this.toolchains = toolchains;
  }

  @Override
  public void execute() throws MojoFailureException {
    Optional<String> reason = Requests.reasonToSkip(this);
    if (reason.isPresent()) {
      getLog().info("mmkit: skipped, because " + reason.get() + ".");
      return;
    }
    new VerifyCall(getLog(), session).run(Requests.from(this));
  }
}
