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
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.CaseGlob;

/** Turns the parameters of a goal into a request. */
final class Requests {
  private static final String GROUP = "org.mmkit";

  private Requests() {}

  /** Why there is nothing to do, as the rest of a sentence. */
  static Optional<String> reasonToSkip(VerifyMojo mojo) {
    if (mojo.skip) {
      return Optional.of("mmkit.skip is set");
    }
    boolean isParent = mojo.session.getCurrentProject().getPackaging().equals("pom");
    return isParent && trimmed(mojo.strategies).isEmpty()
        ? Optional.of("a project of packaging pom has no classes, and mmkit.strategy names nothing")
        : Optional.empty();
  }

  static VerifyRequest from(VerifyMojo mojo) throws MojoFailureException {
    if (mojo.timeout <= 0 || mojo.budget != null && mojo.budget <= 0) {
      throw new MojoFailureException("mmkit.timeout and mmkit.budget have to be positive.");
    }
    if (mojo.schedule != null && mojo.schedule < 0) {
      throw new MojoFailureException("mmkit.schedule is an index: 0 or more.");
    }
    MavenProject project = mojo.session.getCurrentProject();
    return new VerifyRequest(
        trimmed(mojo.strategies),
        trimmed(mojo.stages),
        mojo.cases == null ? List.of() : mojo.cases.stream().map(File::toPath).toList(),
        new CaseGlob(mojo.caseGlob),
        mojo.seed,
        optional(mojo.budget),
        optional(mojo.schedule),
        fiber(mojo.fiber),
        mojo.timeout,
        mojo.jvm,
        toolchainJdk(mojo),
        mojo.argLine == null ? "" : mojo.argLine,
        mojo.outputDirectory.toPath(),
        mojo.failOnViolation,
        mojo.expectKnown,
        student(project),
        kit(mojo),
        mojo.session.getSystemProperties().getProperty("maven.version", "unknown"));
  }

  private static List<String> trimmed(List<String> words) {
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

  private static Optional<Path> toolchainJdk(VerifyMojo mojo) {
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

  private static VerifyRequest.KitJars kit(VerifyMojo mojo) {
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
