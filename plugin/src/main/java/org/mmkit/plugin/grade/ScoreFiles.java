// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.SortedMap;
import java.util.TreeMap;

/** A score in all forms that are about one submission. */
public final class ScoreFiles {
  /** The folder of these files, within that of the results. */
  public static final String FOLDER = "score";

  private ScoreFiles() {}

  /** Content by the name of the file. */
  public static SortedMap<String, String> of(Score score, SourcePlaces places) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("grade.txt", GradeText.write(score));
    files.put("gradescope.json", GradescopeJson.write(score));
    files.put("prairielearn.json", PrairieLearnJson.write(score));
    files.put("github-summary.md", GithubSummary.write(score));
    files.put("github-annotations.txt", new GithubAnnotations(places).write(score));
    files.put("classroom.json", ClassroomJson.write(score));
    files.put("grade.ktap", KtapText.write(score));
    files.put("TEST-grade.xml", ScoreXml.write(score));
    files.put("grade.sarif", new SarifJson(places).write(score));
    return files;
  }
}
