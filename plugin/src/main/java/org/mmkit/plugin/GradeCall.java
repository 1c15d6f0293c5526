// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.grade.ClassFiles;
import org.mmkit.plugin.grade.ClassGrading;
import org.mmkit.plugin.grade.Roster;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.grade.Shard;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyRequest;

/** Grades a class, or folds the parts of one, and shows the table. */
record GradeCall(Log log, Rubric rubric, Roster roster) {
  private static final String FOLDER = "grade";

  static Roster roster(@Nullable File file) {
    return file == null ? Roster.NONE : Roster.read(file.toPath());
  }

  /** Whether classes are taken, by {@code mmkit.take}. */
  static boolean isClasses(String take) {
    return switch (take.trim()) {
      case "sources" -> false;
      case "classes" -> true;
      default ->
          throw new InputException(
              "\"" + take + "\" is not taken (mmkit.take); there are sources and classes.");
    };
  }

  void grade(VerifyRequest request, Path submissions, boolean classes, int release, Shard shard) {
    Path folder = request.outputDirectory().resolve(FOLDER);
    try (ResultFiles files = ResultFiles.open(request.outputDirectory())) {
      new ClassGrading(submissions, folder, shard, line -> log.info("mmkit: " + line))
          .judge(request, classes, release, files.scratch());
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
