// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.sched.SchedFile;

/**
 * Makes a quiz about schedules, or checks the answers to one. What is right is worked out anew each
 * time, and stands in no file that is handed out.
 */
public final class QuizStage implements Stage {
  private static final String MADE = "made";

  @Override
  public String id() {
    return "quiz";
  }

  @Override
  public boolean ofAGoal() {
    return true;
  }

  @Override
  public Set<Tier> tiers() {
    return Set.of(Tier.EXPLORE);
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    Exercise exercise = request.asked().goal().exercise();
    Exercise.Quiz quiz =
        exercise
            .quiz()
            .orElseThrow(() -> new BadInputException("There is no quiz to make: run mmkit:quiz."));
    List<Program> programs =
        Scenarios.of(request).stream().filter(one -> request.selects(id(), one.id())).toList();
    if (programs.isEmpty()) {
      progress.expect(0);
      return StageResult.nothing();
    }
    progress.expect(quiz.answers().isPresent() ? quiz.questions() : 1);
    List<QuizItem> items = new QuizMaker(request, progress).make(programs, quiz.questions());
    String strategy = request.subject().info().reference();
    QuizPage page = new QuizPage(exercise.student(), strategy, items);
    if (quiz.answers().isEmpty()) {
      String name = "quiz-" + fileName(exercise.student());
      progress.file(name + ".txt", page.text());
      progress.file(name + ".html", QuizHtml.write(page));
      progress.run(MADE, "", () -> CaseRecord.pass(MADE, "", page.text().stripTrailing()));
      return StageResult.nothing();
    }
    return check(quiz.answers().get(), page, request, progress);
  }

  private static String fileName(String student) {
    return student.isEmpty() ? "all" : student.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private static StageResult check(
      CaseFile file, QuizPage page, StageRequest request, Progress progress) {
    AnswerSheet sheet = AnswerSheet.parse(file, page);
    long right = 0;
    for (int number = 1; number <= page.items().size(); number++) {
      QuizItem item = page.items().get(number - 1);
      Optional<Integer> chosen = Optional.ofNullable(sheet.chosen().get(number));
      boolean isRight = chosen.isPresent() && chosen.get() == item.right();
      right += isRight ? 1 : 0;
      String id = String.format("%02d-%s", number, item.program().id());
      CaseRecord record =
          isRight
              ? CaseRecord.pass(id, "")
              : CaseRecord.fail(id, "", wrong(id, item, chosen, request, progress));
      progress.run(id, "", () -> record);
    }
    SortedMap<String, Long> measures = new TreeMap<>();
    measures.put("quiz_questions", (long) page.items().size());
    measures.put("quiz_right", right);
    return new StageResult(measures, List.of(), new TreeSet<>());
  }

  /** Says that an answer is wrong, and where to see why. */
  private static String wrong(
      String id, QuizItem item, Optional<Integer> chosen, StageRequest request, Progress progress) {
    SchedFile sched =
        new SchedFile(
            request.subject().info().reference(),
            List.copyOf(request.defects().ids()),
            "",
            "a question of a quiz",
            item.program(),
            item.turns());
    String name = "quiz-" + id + SchedFile.SUFFIX;
    progress.file(name, sched.text());
    return item.topic().text()
        + " "
        + chosen
            .map(
                option ->
                    "Not "
                        + QuizItem.letter(option)
                        + ", "
                        + item.options().get(option)
                        + ": that comes of another schedule.")
            .orElse("There is no answer.")
        + " See it run: "
        + StageRequest.replay("target/mmkit/quiz/" + name);
  }
}
