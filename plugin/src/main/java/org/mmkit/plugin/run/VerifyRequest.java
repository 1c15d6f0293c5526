// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.Provenance;

/**
 * Whom to judge, and where: what a verification needs beside what is asked of each strategy.
 *
 * @param asked the request for the judged JVM
 * @param strategies classes or ids of shipped strategies; empty to find the one of the student
 * @param jvm how the judged JVM is chosen
 * @param outputDirectory where the results go
 * @param answer what fails the build
 * @param student the student's classes and what they need
 * @param kit the jars of mmkit that the judged JVM runs
 * @param mavenVersion for the results
 * @param hintsGiven how many hints the student has had, for the results
 * @param origin who asks, and for what beside the defaults
 */
public record VerifyRequest(
    JudgeRequest asked,
    List<String> strategies,
    JvmWish jvm,
    Path outputDirectory,
    Answer answer,
    StudentCode student,
    KitJars kit,
    String mavenVersion,
    int hintsGiven,
    Origin origin) {

  public VerifyRequest {
    Objects.requireNonNull(asked);
    strategies = List.copyOf(strategies);
    Objects.requireNonNull(jvm);
    Objects.requireNonNull(outputDirectory);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(origin);
  }

  /**
   * Who asks, and for what beside the defaults.
   *
   * @param parameters those that may decide a verdict and are not their defaults
   * @param nonce a word of the one who asks, that the results are sealed with
   */
  public record Origin(List<Provenance.Setting> parameters, Optional<String> nonce) {
    /** Nobody, for nothing. */
    public static final Origin NONE = new Origin(List.of(), Optional.empty());

    public Origin {
      parameters = List.copyOf(parameters);
      Objects.requireNonNull(nonce);
    }
  }

  /** The same request for other classes, one strategy at a time. */
  public VerifyRequest judging(Path classes) {
    return new VerifyRequest(
        asked,
        strategies,
        new JvmWish(jvm.name(), jvm.toolchainJdk(), jvm.argLine(), 1),
        outputDirectory,
        answer,
        new StudentCode(classes, student.dependencies()),
        kit,
        mavenVersion,
        hintsGiven,
        origin);
  }

  /** The same request for something else, one strategy at a time. */
  public VerifyRequest asking(JudgeRequest other) {
    return new VerifyRequest(
        other,
        strategies,
        new JvmWish(jvm.name(), jvm.toolchainJdk(), jvm.argLine(), 1),
        outputDirectory,
        answer,
        student,
        kit,
        mavenVersion,
        hintsGiven,
        origin);
  }

  /**
   * How the judged JVM is chosen.
   *
   * @param name a JDK home, {@code same} or {@code auto}
   * @param toolchainJdk home of the JDK that Maven's toolchains chose
   * @param argLine flags beside the default ones
   * @param atOnce how many of them run at a time
   */
  public record JvmWish(String name, Optional<Path> toolchainJdk, String argLine, int atOnce) {}

  /**
   * What fails the build.
   *
   * @param failOnViolation whether a strategy that fails does; one that is BROKEN always does
   * @param expectKnown whether a shipped strategy has to show exactly its known defects
   */
  public record Answer(boolean failOnViolation, boolean expectKnown) {}

  /**
   * The student's classes.
   *
   * @param classes the folder that the student's sources are compiled to
   * @param dependencies what else the classes need, without the kit
   */
  public record StudentCode(Path classes, List<Path> dependencies) {

    public StudentCode {
      dependencies = List.copyOf(dependencies);
    }
  }

  /**
   * The kit that judges; it comes with the plugin, whatever the student compiled against.
   *
   * @param modules jars or folders of the modules org.mmkit.model and org.mmkit.suite
   * @param version of mmkit
   */
  public record KitJars(List<Path> modules, String version) {

    public KitJars {
      modules = List.copyOf(modules);
    }
  }
}
