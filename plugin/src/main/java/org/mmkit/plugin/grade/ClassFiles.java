// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.mmkit.plugin.run.InputException;

/** Gives a graded class its points, and writes its tables. */
public final class ClassFiles {
  private final Optional<Rubric> rubric;
  private final Roster roster;

  /**
   * @param rubric that gives points; without one there are verdicts alone
   */
  public ClassFiles(Optional<Rubric> rubric, Roster roster) {
    this.rubric = rubric;
    this.roster = roster;
  }

  /**
   * Folds shards into one folder, which then is as if all had been judged in one run.
   *
   * @throws InputException if one is missing or does not belong to the others
   */
  public List<String> merge(List<Path> shards, Path folder) {
    if (shards.isEmpty()) {
      throw new InputException(
          "Nothing is merged: name the folders of all shards, with commas between them"
              + " (mmkit.shards).");
    }
    GradedClass all =
        shards.stream().map(GradedClass::read).reduce(GradedClass::plus).orElseThrow();
    all.complete();
    all.write(folder);
    return write(folder);
  }

  /**
   * Writes the tables beside what was judged.
   *
   * @return the table for a terminal
   * @throws InputException if the rubric does not fit the runs; the tables are written all the same
   */
  public List<String> write(Path folder) {
    GradedClass graded = GradedClass.read(folder);
    ClassTable table = ClassTable.of(graded.complete(), roster, rubric);
    long seed = graded.head().terms().seed();
    TreeMap<String, String> files = new TreeMap<>();
    files.put("grade.txt", ClassText.write(table));
    files.put("grade.csv", ClassCsv.write(table));
    RungPoints.of(table).ifPresent(points -> files.put(RungPoints.FILE, points.toJson()));
    files.put("grade.html", ClassHtml.write(table, graded.reports().keySet()));
    if (rubric.isPresent() && !roster.byFolder().isEmpty()) {
      files.put("canvas.csv", CanvasCsv.write(table));
      files.put("moodle.csv", MoodleCsv.write(table));
    }
    for (ClassRow row : table.rows()) {
      row.score().ifPresent(score -> addScore(files, row, score, seed));
    }
    try {
      GradeStore store = GradeStore.at(folder);
      store.removeScores();
      store.write(files);
    } catch (IOException e) {
      throw new UncheckedIOException("The tables cannot be written to " + folder, e);
    }
    table.rows().stream()
        .filter(ClassRow::hasNoPoints)
        .findFirst()
        .ifPresent(
            row -> {
              throw new InputException(row.id() + ": " + row.sentence());
            });
    return ClassText.lines(table);
  }

  private static void addScore(
      TreeMap<String, String> files, ClassRow row, Score score, long seed) {
    String folder = GradeStore.SCORES + "/" + row.id() + "/";
    ScoreFiles.of(score, SourcePlaces.UNKNOWN)
        .forEach((name, content) -> files.put(folder + name, HiddenSeed.on(content, seed)));
    if (row.wasNotJudged()) {
      files.put(folder + ScoreFiles.PRAIRIELEARN, PrairieLearnJson.notGradable(row.sentence()));
    }
  }
}
