// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.run.Experiment;

class QuizStageTest {
  private static final String GLOB = "a15-reuse,d03-stack,a05-twice";
  private static final int QUESTIONS = 6;
  private static final List<QuizItem> ITEMS = items("merged-4.20", "anna");
  private static final StageRun MADE = make("anna");

  private static StageRequest request(String strategy, String glob, Exercise exercise) {
    JudgeRequest asked =
        JudgeRequest.of(
                "quiz", JudgeRequest.Selection.QUICK.withGlob(glob), JudgeRequest.Search.DEFAULT)
            .withGoal(JudgeRequest.Goal.exercise(Optional.empty(), exercise));
    return new StageRequest(asked, StageRun.shipped(strategy));
  }

  private static Exercise quiz(String student, Optional<CaseFile> answers) {
    return Exercise.quiz(student, new Exercise.Quiz(QUESTIONS, answers));
  }

  private static StageRun make(String student) {
    return StageRun.of("quiz", request("merged-4.20", GLOB, quiz(student, Optional.empty())));
  }

  private static StageRun check(String student, String answers) {
    CaseFile file = new CaseFile("anna.txt", answers);
    return StageRun.of("quiz", request("merged-4.20", GLOB, quiz(student, Optional.of(file))));
  }

  private static List<QuizItem> items(String strategy, String student) {
    StageRequest request = request(strategy, GLOB, quiz(student, Optional.empty()));
    List<Program> programs =
        Scenarios.of(request).stream().filter(p -> request.selects("quiz", p.id())).toList();
    return new QuizMaker(request, StageRunProgress.NONE).make(programs, QUESTIONS);
  }

  private static String firstLine(StageRun made) {
    String page = made.files().get("quiz-anna.txt");
    return page.lines().filter(l -> l.contains(QuizPage.MAGIC)).findFirst().orElseThrow().strip();
  }

  private static String sheet(String first, List<QuizItem> items, int beside) {
    StringBuilder text = new StringBuilder(first).append('\n');
    for (int i = 0; i < items.size(); i++) {
      int option = (items.get(i).right() + beside) % items.get(i).options().size();
      text.append(i + 1).append(' ').append(QuizItem.letter(option)).append('\n');
    }
    return text.toString();
  }

  @Test
  void eachRightAnswerIsWhatComesOfTheSchedule() {
    for (String strategy : List.of("merged-4.20", "dead-v4")) {
      StageRequest request = request(strategy, GLOB, Exercise.NONE);
      for (QuizItem item : items(strategy, "anna")) {
        Experiment run = Experiment.of(item.program(), request);
        TurnReplay replay = new TurnReplay(item.turns());
        RunFacts facts = RunFacts.of(run, replay);
        assertThat(replay.divergences()).isEmpty();
        assertThat(item.topic().answer(facts)).contains(item.options().get(item.right()));
      }
    }
  }

  @Test
  void eachWrongAnswerComesOfAnotherScheduleOfTheSameProgram() {
    StageRequest request = request("merged-4.20", GLOB, Exercise.NONE);
    for (QuizItem item : ITEMS) {
      Set<String> wrong = new TreeSet<>(item.options());
      wrong.remove(item.options().get(item.right()));
      assertThat(wrong).isNotEmpty();
      Experiment scenario = Experiment.of(item.program(), request);
      BoundedSearch search = new BoundedSearch(2, 0);
      for (int run = 0; run < 80 && !wrong.isEmpty() && search.hasNext(); run++) {
        item.topic().answer(RunFacts.of(scenario, search.next())).ifPresent(wrong::remove);
      }
      assertThat(wrong).as(item.program().id() + " " + item.topic().text()).isEmpty();
    }
  }

  @Test
  void nothingIsAskedOrOfferedTwice() {
    Set<String> asked = new HashSet<>();
    Set<Class<?>> kinds = new HashSet<>();
    for (QuizItem item : ITEMS) {
      assertThat(item.options()).doesNotHaveDuplicates().hasSizeBetween(2, 4);
      assertThat(asked.add(item.program().id() + item.topic())).isTrue();
      kinds.add(item.topic().getClass());
    }
    assertThat(kinds).hasSizeGreaterThan(1);
  }

  @Test
  void aQuizIsAFunctionOfTheStudent() {
    StageRun anna = MADE;
    assertThat(anna.files()).containsOnlyKeys("quiz-anna.txt", "quiz-anna.html");
    assertThat(make("anna").files()).isEqualTo(anna.files());
    assertThat(make("bert").files().get("quiz-bert.txt").replace("bert", "anna"))
        .isNotEqualTo(anna.files().get("quiz-anna.txt"));
    assertThat(make("../x").files()).containsKeys("quiz-.._x.txt");
  }

  @Test
  void whatIsHandedOutHoldsNoScheduleAndNoResult() {
    StageRun made = MADE;
    for (String file : made.files().values()) {
      assertThat(file).doesNotContain(", until before").doesNotContain("mmkit-sched");
      assertThat(file.replace("-&gt;", "->")).doesNotContain(" -> ");
    }
    String html = made.files().get("quiz-anna.html");
    assertThat(html).contains("<legend>1. ").contains(firstLine(made)).doesNotContain("http");
    assertThat(html.split("type=\"radio\"", -1).length - 1)
        .isEqualTo(ITEMS.stream().mapToInt(i -> i.options().size()).sum());
  }

  @Test
  void answersAreChecked() {
    String first = firstLine(MADE);
    List<QuizItem> items = ITEMS;
    StageRun right = check("anna", sheet(first, items, 0));
    assertThat(right.cases()).hasSize(QUESTIONS).hasSize(right.expected());
    assertThat(right.cases()).allMatch(one -> one.status() == CaseStatus.PASS);
    assertThat(right.result().measures()).containsEntry("quiz_right", (long) QUESTIONS);
    StageRun wrong = check("anna", sheet(first, items, 1));
    assertThat(wrong.cases()).allMatch(one -> one.status() == CaseStatus.FAIL);
    assertThat(wrong.cases().get(0).message())
        .contains(": that comes of another schedule. See it run: mvn mmkit:replay -Dmmkit.sched=");
    assertThat(wrong.files()).hasSize(QUESTIONS);
    StageRun none =
        check("anna", first + "\n# later\n\n2. " + QuizItem.letter(items.get(1).right()));
    assertThat(none.cases().get(0).message()).contains("There is no answer.");
    assertThat(none.cases().get(1).status()).isEqualTo(CaseStatus.PASS);
    assertThat(none.result().measures()).containsEntry("quiz_right", 1L);
  }

  @Test
  void whatIsWrongWithASheetIsSaidWithItsLine() {
    String first = firstLine(MADE);
    assertBad("hello", "anna.txt:1: this is no sheet of answers");
    assertBad("mmkit-quiz 00000000\n1 a\n", "anna.txt:1: these are answers to other questions");
    assertBad(first + "\nfirst a", "anna.txt:2: \"first a\" is no answer: write a line such as");
    assertBad(first + "\n99 a", "anna.txt:2: there is no question 99: they are numbered from 1");
    assertBad(first + "\n1 z", "anna.txt:2: question 1 has no option z: choose one from a to ");
    assertBad(first + "\n1 a\n1 b", "anna.txt:3: question 1 is answered twice");
  }

  private static void assertBad(String sheet, String message) {
    assertThatThrownBy(() -> check("anna", sheet))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void thePageShowsAQuestionAsItIs() throws IOException {
    Exercise one = Exercise.quiz("anna", new Exercise.Quiz(1, Optional.empty()));
    StageRun made = StageRun.of("quiz", request("merged-4.20", "s20-far", one));
    String text = made.files().get("quiz-anna.txt");
    assertThat(Path.of("../../site/src/site/markdown/exercises.md"))
        .content()
        .contains("```\n" + text.substring(text.indexOf("1. s20-far")).stripTrailing() + "\n```");
  }

  @Test
  void moreQuestionsThanThereAreAreRefused() {
    Exercise many = Exercise.quiz("anna", new Exercise.Quiz(40, Optional.empty()));
    assertThatThrownBy(() -> StageRun.of("quiz", request("exclusive", "k01-beyond", many)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("and 40 were asked for: lower mmkit.questions");
  }
}
