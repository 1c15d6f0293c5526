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
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.FiberKind;
import org.mmkit.plugin.hint.HintLog;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.RunPart;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.catalogue.Rules;

/** Turns the parameters of a goal into a request. */
final class Requests {
  private static final String GROUP = "org.mmkit";
  private static final String CONFORMANCE = "conformance";

  private Requests() {}

  /**
   * Removes the results of the run before, whatever follows; lets the command line win over the
   * POM; and refuses parameters that no goal takes.
   *
   * @return whether the goal has something to do
   */
  static boolean begins(JudgingMojo mojo) throws MojoFailureException {
    if (mojo.replacesResults()) {
      try {
        ResultFiles.keepLast(mojo.outputDirectory.toPath());
      } finally {
        ResultFiles.clear(mojo.outputDirectory.toPath());
      }
    }
    UserParameters.apply(mojo);
    Optional<String> reason = reasonToSkip(mojo);
    Optional<String> refusal =
        KnownParameters.of(mojo.plugin)
            .refusal(
                mojo.session.getUserProperties().stringPropertyNames(), mojo.session.getGoals());
    if (refusal.isPresent()) {
      throw new MojoFailureException(refusal.get());
    }
    reason.ifPresent(why -> mojo.getLog().info("mmkit: skipped, because " + why + "."));
    return reason.isEmpty();
  }

  /** Seconds that the judged JVM may take: minutes to go on do not count against the limit. */
  static int seconds(String timeout, JudgeRequest.Goal goal) {
    return positive("mmkit.timeout", Whole.small("mmkit.timeout", timeout))
        + 60 * goal.minutes().orElse(0);
  }

  /** Why there is nothing to do, as the rest of a sentence. */
  private static Optional<String> reasonToSkip(JudgingMojo mojo) {
    if (mojo.skip) {
      return Optional.of(UserParameters.whoSets(mojo, "mmkit.skip"));
    }
    boolean isParent = mojo.session.getCurrentProject().getPackaging().equals("pom");
    return isParent && !mojo.namesStrategy()
        ? Optional.of("a project of packaging pom has no classes, and mmkit.strategy names nothing")
        : Optional.empty();
  }

  static VerifyRequest of(JudgingMojo mojo, @Nullable List<String> strategies, JudgeRequest asked) {
    return of(mojo, strategies, asked, false);
  }

  /** The request with what else Maven knows. */
  static VerifyRequest of(
      JudgingMojo mojo,
      @Nullable List<String> strategies,
      JudgeRequest asked,
      boolean expectKnown) {
    String argLine = mojo.argLine == null ? "" : mojo.argLine;
    return new VerifyRequest(
        asked,
        trimmed(strategies),
        new VerifyRequest.JvmWish(mojo.jvm, toolchainJdk(mojo), argLine, atOnce(mojo, asked)),
        mojo.outputDirectory.toPath(),
        new VerifyRequest.Answer(mojo.failOnViolation, expectKnown),
        student(mojo.session.getCurrentProject()),
        kit(mojo.plugin),
        mojo.session.getSystemProperties().getProperty("maven.version", "unknown"),
        hintsGiven(mojo.session.getCurrentProject()),
        new VerifyRequest.Origin(UserParameters.deciding(mojo), nonce(mojo.nonce)));
  }

  /** What shards of a run were asked for, where they are put together. */
  static VerifyRequest merged(MergeMojo mojo, RunPart all) {
    MavenProject project = mojo.session.getCurrentProject();
    return new VerifyRequest(
        all.asked(),
        List.of(),
        new VerifyRequest.JvmWish("", Optional.empty(), "", 1),
        mojo.outputDirectory.toPath(),
        new VerifyRequest.Answer(mojo.failOnViolation, false),
        student(project),
        kit(mojo.plugin),
        mojo.session.getSystemProperties().getProperty("maven.version", "unknown"),
        hintsGiven(project),
        new VerifyRequest.Origin(all.provenance().parameters(), nonce(mojo.nonce)));
  }

  private static int hintsGiven(MavenProject project) {
    return project.getBasedir() == null ? 0 : new HintLog(project.getBasedir().toPath()).given();
  }

  /** One JVM at a time where they would disturb one another on the running kernel. */
  private static int atOnce(JudgingMojo mojo, JudgeRequest asked) {
    boolean alone = !asked.goal().host().equals(HostUse.NONE);
    OptionalInt threads = Whole.given("mmkit.threads", mojo.threads);
    if (alone && threads.orElse(1) > 1) {
      throw new InputException(
          "mmkit.threads="
              + threads.getAsInt()
              + " has no effect where the running kernel plays: programs would disturb one"
              + " another. Remove it.");
    }
    return alone ? 1 : JvmsAtOnce.of(threads);
  }

  /** The word of the one who asks. */
  static Optional<String> nonce(@Nullable String word) {
    if (word == null || word.isBlank()) {
      return Optional.empty();
    }
    if (!word.matches("[\\x21-\\x7e]{8,200}")) {
      throw new InputException(
          "mmkit.nonce has to be 8 to 200 letters, digits and signs without blanks, such as what"
              + " openssl rand -hex 16 prints.");
    }
    return Optional.of(word);
  }

  /** What is asked for, with the parameters that all goals have. */
  static JudgeRequest asked(
      JudgingMojo mojo,
      List<String> stages,
      JudgeRequest.Selection cases,
      JudgeRequest.Search search,
      JudgeRequest.Goal goal) {
    boolean debugged = goal.debugPort().isPresent();
    return new JudgeRequest(
        stages,
        cases,
        AssignedBudget.fitting(search, stages, mojo),
        debugged ? FiberKind.THREAD : fiber(mojo.fiber),
        trimmed(mojo.defects),
        goal,
        JudgeRequest.Perf.SMOKE,
        debugged ? DebugPort.SECONDS_MAX : seconds(mojo.timeout, goal));
  }

  static boolean isNamed(@Nullable String strategy) {
    return strategy != null && !strategy.isBlank();
  }

  static List<String> trimmed(@Nullable List<String> words) {
    return words == null
        ? List.of()
        : words.stream().map(String::trim).filter(Predicate.not(String::isEmpty)).toList();
  }

  /** The strategy that is named, if one is. */
  static List<String> one(@Nullable String strategy) {
    return strategy == null ? List.of() : List.of(strategy);
  }

  /** What was given, without blanks around it. */
  static String word(@Nullable String given) {
    return given == null ? "" : given.trim();
  }

  /**
   * The code or the name of a rule, or nothing.
   *
   * @throws InputException if there is no such rule
   */
  static String rule(@Nullable String given) {
    String rule = word(given);
    if (!rule.isEmpty()
        && Rules.all().stream()
            .noneMatch(one -> rule.equals(one.code()) || rule.equals(one.id()))) {
      throw new InputException(
          "\""
              + rule
              + "\" is no rule (mmkit.rule). Write a code or a name of the page Rules, such as"
              + " MM0218 or V8.");
    }
    return rule;
  }

  static OptionalInt budget(@Nullable String schedules) {
    OptionalInt given = Whole.given("mmkit.budget", schedules);
    given.ifPresent(number -> positive("mmkit.budget", number));
    return given;
  }

  private static int positive(String parameter, int number) {
    if (number <= 0) {
      throw new InputException(parameter + "=" + number + " has to be positive.");
    }
    return number;
  }

  static HostUse.Target target(String name) {
    return Stream.of(HostUse.Target.values())
        .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no target \""
                        + name
                        + "\" (mmkit.target); there are model and host."));
  }

  /** The stage whose cases the running kernel can carry out. */
  static List<String> stagesOnHost(List<String> stages, boolean expectKnown) {
    if (expectKnown || !trimmed(stages).contains(CONFORMANCE)) {
      throw new InputException(
          "mmkit.target=host runs stage conformance, and no strategy: remove "
              + (expectKnown ? "mmkit.expectKnown." : "mmkit.stages, or name that stage."));
    }
    return List.of(CONFORMANCE);
  }

  static FiberKind fiber(String name) {
    return Stream.of(FiberKind.values())
        .filter(kind -> kind.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no kind of fiber \""
                        + name
                        + "\" (mmkit.fiber); there are auto, continuation, thread."));
  }

  private static Optional<Path> toolchainJdk(JudgingMojo mojo) {
    Toolchain jdk = mojo.toolchains.getToolchainFromBuildContext("jdk", mojo.session);
    String java = jdk == null ? null : jdk.findTool("java");
    return Optional.ofNullable(java).map(Path::of).map(Path::getParent).map(Path::getParent);
  }

  static VerifyRequest.StudentCode student(MavenProject project) {
    List<Path> dependencies =
        project.getArtifacts().stream()
            .filter(a -> !a.getGroupId().equals(GROUP) && a.getFile() != null)
            .filter(a -> a.getArtifactHandler().isAddedToClasspath())
            .map(a -> a.getFile().toPath())
            .toList();
    return new VerifyRequest.StudentCode(
        Path.of(project.getBuild().getOutputDirectory()), dependencies);
  }

  /** The jars that judge. */
  static VerifyRequest.KitJars kit(PluginDescriptor plugin) {
    List<Path> modules =
        plugin.getArtifacts().stream()
            .filter(a -> a.getGroupId().equals(GROUP))
            .filter(a -> List.of("mmkit-model", "mmkit-suite").contains(a.getArtifactId()))
            .map(Artifact::getFile)
            .map(File::toPath)
            .toList();
    return new VerifyRequest.KitJars(modules, plugin.getVersion());
  }
}
