// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.mmkit.machine.FiberKind;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.SchedInput;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.CaseGlob;

/** Turns the parameters of a goal into a request. */
final class Requests {
  private static final String GROUP = "org.mmkit";

  private Requests() {}

  /** Why there is nothing to do, as the rest of a sentence. */
  static Optional<String> reasonToSkip(JudgingMojo mojo) {
    if (mojo.skip) {
      return Optional.of("mmkit.skip is set");
    }
    boolean isParent = mojo.session.getCurrentProject().getPackaging().equals("pom");
    return isParent && !mojo.namesStrategy()
        ? Optional.of("a project of packaging pom has no classes, and mmkit.strategy names nothing")
        : Optional.empty();
  }

  static VerifyRequest from(VerifyMojo mojo) throws MojoFailureException {
    if (mojo.schedule != null && mojo.schedule < 0) {
      throw new MojoFailureException("mmkit.schedule is an index: 0 or more.");
    }
    Cases cases =
        new Cases(mojo.stages, mojo.cases, mojo.caseGlob, mojo.budget, optional(mojo.schedule));
    return request(
        mojo, trimmed(mojo.strategies), cases, mojo.expectKnown, VerifyRequest.Goal.VERIFY);
  }

  static VerifyRequest from(ExploreMojo mojo) throws MojoFailureException {
    Cases cases = new Cases("explore", mojo.cases, mojo.caseGlob, mojo.budget);
    VerifyRequest.Goal goal = VerifyRequest.Goal.explore(trimmed(mojo.defects));
    return request(mojo, trimmed(mojo.strategies), cases, false, goal);
  }

  static VerifyRequest from(DistinguishMojo mojo) throws MojoFailureException {
    Cases cases = new Cases("distinguish", mojo.cases, mojo.caseGlob, mojo.budget);
    VerifyRequest.Goal goal =
        VerifyRequest.Goal.distinguish(trimmed(mojo.defects), mojo.other.trim());
    return request(mojo, one(mojo.strategy), cases, false, goal);
  }

  static VerifyRequest from(ReplayMojo mojo) throws MojoFailureException {
    SchedInput sched;
    try {
      sched = SchedInput.read(mojo.sched.toPath(), mojo.outputDirectory.toPath());
    } catch (InputException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
    OptionalInt port = DebugPort.of(mojo.debug);
    List<String> named = one(mojo.strategy);
    Cases cases = new Cases("replay", List.of(), "*", null);
    VerifyRequest.Goal goal = VerifyRequest.Goal.replay(trimmed(mojo.defects), sched.file(), port);
    return request(mojo, named.isEmpty() ? List.of(sched.strategy()) : named, cases, false, goal);
  }

  /** What is to be run of the cases. */
  private record Cases(
      List<String> stages, List<File> files, String glob, Integer budget, OptionalInt schedule) {
    Cases(String stage, List<File> files, String glob, Integer budget) {
      this(List.of(stage), files, glob, budget, OptionalInt.empty());
    }
  }

  private static VerifyRequest request(
      JudgingMojo mojo,
      List<String> strategies,
      Cases cases,
      boolean expectKnown,
      VerifyRequest.Goal goal)
      throws MojoFailureException {
    if (mojo.timeout <= 0 || cases.budget != null && cases.budget <= 0) {
      throw new MojoFailureException("mmkit.timeout and mmkit.budget have to be positive.");
    }
    MavenProject project = mojo.session.getCurrentProject();
    return new VerifyRequest(
        strategies,
        trimmed(cases.stages),
        cases.files == null ? List.of() : cases.files.stream().map(File::toPath).toList(),
        new CaseGlob(cases.glob),
        mojo.seed,
        optional(cases.budget),
        cases.schedule,
        goal.debugPort().isPresent() ? FiberKind.THREAD : fiber(mojo.fiber),
        goal.debugPort().isPresent() ? DebugPort.SECONDS_MAX : mojo.timeout,
        mojo.jvm,
        toolchainJdk(mojo),
        mojo.argLine == null ? "" : mojo.argLine,
        mojo.outputDirectory.toPath(),
        mojo.failOnViolation,
        expectKnown,
        goal,
        student(project),
        kit(mojo),
        mojo.session.getSystemProperties().getProperty("maven.version", "unknown"));
  }

  private static List<String> one(String name) {
    return name == null ? List.of() : trimmed(List.of(name));
  }

  static List<String> trimmed(List<String> words) {
    return words == null
        ? List.of()
        : words.stream().map(String::trim).filter(Predicate.not(String::isEmpty)).toList();
  }

  private static OptionalInt optional(Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static FiberKind fiber(String name) throws MojoFailureException {
    return Stream.of(FiberKind.values())
        .filter(kind -> kind.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new MojoFailureException(
                    "There is no kind of fiber \""
                        + name
                        + "\" (mmkit.fiber); there are auto, continuation, thread."));
  }

  private static Optional<Path> toolchainJdk(JudgingMojo mojo) {
    Toolchain jdk = mojo.toolchains.getToolchainFromBuildContext("jdk", mojo.session);
    String java = jdk == null ? null : jdk.findTool("java");
    return Optional.ofNullable(java).map(Path::of).map(Path::getParent).map(Path::getParent);
  }

  private static VerifyRequest.StudentCode student(MavenProject project) {
    List<Path> dependencies =
        project.getArtifacts().stream()
            .filter(a -> !a.getGroupId().equals(GROUP) && a.getFile() != null)
            .filter(a -> a.getArtifactHandler().isAddedToClasspath())
            .map(a -> a.getFile().toPath())
            .toList();
    return new VerifyRequest.StudentCode(
        Path.of(project.getBuild().getOutputDirectory()), dependencies);
  }

  private static VerifyRequest.KitJars kit(JudgingMojo mojo) {
    List<Path> modules =
        mojo.plugin.getArtifacts().stream()
            .filter(a -> a.getGroupId().equals(GROUP))
            .filter(a -> List.of("mmkit-model", "mmkit-suite").contains(a.getArtifactId()))
            .map(Artifact::getFile)
            .map(File::toPath)
            .toList();
    return new VerifyRequest.KitJars(modules, mojo.plugin.getVersion());
  }
}
