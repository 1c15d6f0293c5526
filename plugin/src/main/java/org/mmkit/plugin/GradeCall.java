// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.grade.ClassFiles;
import org.mmkit.plugin.grade.ClassGrading;
import org.mmkit.plugin.grade.Roster;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.grade.Shard;
import org.mmkit.plugin.grade.Take;
import org.mmkit.plugin.grade.Variants;
import org.mmkit.plugin.perf.Limits;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyRequest;

/** Grades a class, or folds the parts of one, and shows the table. */
record GradeCall(Log log, Rubric rubric, Roster roster) {
  private static final String FOLDER = "grade";
  private static final List<String> ATTACK = List.of("attack");
  private static final List<String> DEFAULT_STAGES =
      List.of("conformance", "race", "explore", "fuzz", "hold", "perf");
  private static final Pattern FOLDER_NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");

  static Roster roster(@Nullable File file) {
    return file == null ? Roster.NONE : Roster.read(file.toPath());
  }

  /** The stages that judge schedules: no others can. */
  static List<String> attack(List<String> stages) {
    if (!stages.equals(DEFAULT_STAGES) && !stages.equals(ATTACK)) {
      throw new InputException(
          "Schedules are judged by stage attack alone (mmkit.take=schedules). Remove mmkit.stages.");
    }
    return ATTACK;
  }

  /** The folder within each submission, by {@code mmkit.folder}. */
  static String folder(@Nullable String name) {
    String folder = name == null ? "" : name.trim();
    if (!folder.isEmpty() && !FOLDER_NAME.matcher(folder).matches()) {
      throw new InputException(
          "\"" + folder + "\" is no folder of a submission (mmkit.folder); write such as rung-6.");
    }
    return folder;
  }

  /**
   * What is taken of the submissions.
   *
   * @param variants whose variants of a scenario schedules attack: one of the words of {@code
   *     mmkit.variants}
   * @param within the folder within each that counts; empty for all of it
   * @param release of Java that sources are compiled for
   * @param part such as {@code 3/16}; null for all of them
   * @param limits what the assignment allows
   */
  record Work(
      Take take,
      String variants,
      String within,
      int release,
      @Nullable String part,
      Limits limits) {}

  void grade(VerifyRequest request, Path submissions, Work work) {
    Shard shard = Shard.parse(work.part());
    Variants variants = Variants.parse(work.variants(), work.take(), roster);
    Path folder = request.outputDirectory().resolve(FOLDER);
    try (ResultFiles files = ResultFiles.open(request.outputDirectory())) {
      new ClassGrading(submissions, folder, shard, line -> log.info("mmkit: " + line))
          .givingVariants(variants)
          .allowing(work.limits())
          .judge(request, work.take(), work.within(), work.release(), files.scratch());
    }
    if (shard.isWhole()) {
      show(classFiles().write(folder), folder);
    } else {
      log.info(
          "mmkit: shard "
              + shard.index()
              + "/"
              + shard.of()
              + " is in "
              + folder
              + "; mmkit:merge folds all of them");
    }
  }

  void merge(List<Path> shards, Path outputDirectory) {
    Path folder = outputDirectory.resolve(FOLDER);
    show(classFiles().merge(shards, folder), folder);
  }

  private ClassFiles classFiles() {
    return new ClassFiles(Optional.of(rubric).filter(Rubric::givesPoints), roster);
  }

  private void show(List<String> lines, Path folder) {
    lines.forEach(log::info);
    log.info("mmkit: tables in " + folder);
  }
}
