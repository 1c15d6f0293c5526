// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;

/**
 * All that a verification needs to know.
 *
 * @param strategies classes or ids of shipped strategies; empty to find the one of the student
 * @param caseFiles case files and folders of them
 * @param schedule the one schedule to replay
 * @param jvm a JDK home, {@code same} or {@code auto}
 * @param toolchainJdk home of the JDK that Maven's toolchains chose
 * @param argLine flags for the judged JVM beside the default ones
 * @param goal what a goal beside verify asks for
 * @param student the student's classes and what they need
 * @param kit the jars of mmkit that the judged JVM runs
 */
public record VerifyRequest(
    List<String> strategies,
    List<String> stages,
    List<Path> caseFiles,
    CaseGlob cases,
    long seed,
    OptionalInt budget,
    OptionalInt schedule,
    FiberKind fiber,
    int timeoutSeconds,
    String jvm,
    Optional<Path> toolchainJdk,
    String argLine,
    Path outputDirectory,
    boolean failOnViolation,
    boolean expectKnown,
    Goal goal,
    StudentCode student,
    KitJars kit,
    String mavenVersion) {

  public VerifyRequest {
    strategies = List.copyOf(strategies);
    stages = List.copyOf(stages);
    caseFiles = List.copyOf(caseFiles);
  }

  /**
   * What a goal beside verify asks for.
   *
   * @param whole whether all cases of a stage run, not just the quick ones
   * @param defects ids of bugs of the past that are switched on
   * @param sched the schedule to replay
   * @param other the strategy to compare with
   * @param debugPort where the judged JVM waits for a debugger
   */
  public record Goal(
      boolean whole,
      List<String> defects,
      Optional<CaseFile> sched,
      Optional<String> other,
      OptionalInt debugPort) {

    /** Nothing of all this. */
    public static final Goal VERIFY =
        new Goal(false, List.of(), Optional.empty(), Optional.empty(), OptionalInt.empty());

    public Goal {
      defects = List.copyOf(defects);
    }

    /** Searches all scenarios. */
    public static Goal explore(List<String> defects) {
      return new Goal(true, defects, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** Compares two strategies in all scenarios. */
    public static Goal distinguish(List<String> defects, String other) {
      return new Goal(true, defects, Optional.empty(), Optional.of(other), OptionalInt.empty());
    }

    /** Follows one schedule. */
    public static Goal replay(List<String> defects, CaseFile sched, OptionalInt debugPort) {
      return new Goal(true, defects, Optional.of(sched), Optional.empty(), debugPort);
    }
  }

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
