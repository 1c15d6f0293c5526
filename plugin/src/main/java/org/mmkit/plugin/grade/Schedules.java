// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.plugin.run.HandedIn;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.JudgeRequest;

/** The schedules of a class: each is judged, and compared with those of all others. */
final class Schedules {
  private Schedules() {}

  /**
   * The same request, with all schedules of the class.
   *
   * @param submissions their folders; one without a schedule is left out
   * @param scratch a fresh folder
   */
  static VerifyRequest compared(
      VerifyRequest request, List<Path> submissions, String folder, Path scratch)
      throws IOException {
    List<CaseFile> all = new ArrayList<>();
    for (Path submission : submissions) {
      Path to = Files.createTempDirectory(scratch, "schedule");
      try {
        Intake.Taken taken = Intake.take(submission, folder, to, Take.SCHEDULES);
        CaseFile file = HandedIn.file(taken.files().get(0));
        all.add(new CaseFile(submission.getFileName() + "/" + file.name(), file.text()));
      } catch (Intake.Refused e) {
        continue; // it is told when its own turn comes
      }
    }
    Exercise exercise = new Exercise("", "", Optional.of(all));
    return request.asking(
        request.asked().withGoal(JudgeRequest.Goal.exercise(Optional.empty(), exercise)));
  }

  /**
   * The same request for schedules that are not compared: who has a scenario of their own could
   * have copied from nobody, and whose schedule lies in another's folder too has done no wrong.
   */
  static VerifyRequest apart(VerifyRequest request) {
    Exercise exercise = new Exercise("", "", Optional.empty());
    return request.asking(
        request.asked().withGoal(JudgeRequest.Goal.exercise(Optional.empty(), exercise)));
  }

  /**
   * What is asked of one schedule: those of others are all but its own.
   *
   * @param student whose variant of the scenario it attacks; empty for the scenario as it is
   */
  static JudgeRequest attack(JudgeRequest asked, String id, String student, CaseFile handedIn) {
    Optional<List<CaseFile>> others =
        asked
            .goal()
            .exercise()
            .others()
            .map(all -> all.stream().filter(one -> !one.name().startsWith(id + "/")).toList())
            .filter(all -> !all.isEmpty());
    return asked.withGoal(
        JudgeRequest.Goal.exercise(Optional.of(handedIn), new Exercise(student, "", others)));
  }
}
