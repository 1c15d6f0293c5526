// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.JudgeRequest;

/** What the goals that start a judged JVM have in common. */
abstract class JudgingMojo extends AbstractMojo {

  /** What every random choice comes from. */
  @Parameter(property = "mmkit.seed", defaultValue = "20180809")
  String seed;

  /** What simulated tasks run on: {@code auto}, {@code continuation} or {@code thread}. */
  @Parameter(property = "mmkit.fiber", defaultValue = "auto")
  String fiber;

  /**
   * Bugs of the past that are switched on in the kernel beside the strategy, by their ids. Default:
   * none; of {@code replay}, those that the file names.
   */
  @Parameter(property = "mmkit.defect")
  @Nullable List<String> defects;

  /** Seconds that judging one strategy may take; then it is BROKEN. */
  @Parameter(property = "mmkit.timeout", defaultValue = "600")
  String timeout;

  /** Strategies to judge at a time, at most. Default: what processors and memory are enough for. */
  @Parameter(property = "mmkit.threads")
  @Nullable String threads;

  /**
   * The JDK to judge in: its home, {@code same} for the one that runs Maven, or {@code auto} for
   * Maven's toolchain, else the newest with working continuations beside the running one, else the
   * running one.
   */
  @Parameter(property = "mmkit.jvm", defaultValue = "auto")
  String jvm;

  /** Flags for the JVM that judges, behind the default ones. */
  @Parameter(property = "mmkit.argLine", defaultValue = "")
  @Nullable String argLine;

  /** Where the results go. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  File outputDirectory;

  /** Whether a strategy that fails fails the build. One that is BROKEN always does. */
  @Parameter(property = "mmkit.failOnViolation", defaultValue = "true")
  boolean failOnViolation;

  /**
   * A word of the one who asks: with it {@code run.json} is sealed, and {@code check-result} asks.
   */
  @Parameter(property = "mmkit.nonce")
  @Nullable String nonce;

  /** Whether to do nothing. */
  @Parameter(property = "mmkit.skip", defaultValue = "false")
  boolean skip;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  MojoExecution execution;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  PluginDescriptor plugin;

  final ToolchainManager toolchains;

  JudgingMojo(ToolchainManager toolchains) {
    this.toolchains = toolchains;
  }

  /** Whether a strategy is named; if not, the project's own is meant. */
  boolean namesStrategy() {
    return true;
  }

  /** Whether its results take the place of those of the run before, which go at once. */
  boolean replacesResults() {
    return false;
  }

  /** Turns the parameters into one request, and makes one call. */
  abstract void call() throws MojoFailureException;

  /** What is asked for, with the parameters that all goals have. */
  final JudgeRequest asked(
      List<String> stages,
      JudgeRequest.Selection cases,
      JudgeRequest.Search search,
      JudgeRequest.Goal goal) {
    return Requests.asked(this, stages, cases, search, goal);
  }

  /** Maven's log; nothing that a strategy says looks like Maven there. */
  @Override
  public final Log getLog() {
    return ConsoleLog.of(this, super.getLog());
  }

  @Override
  public final void execute() throws MojoFailureException {
    GoalEnd.of(this);
  }
}
