// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.NotModelled;

/**
 * Makes questions from explored schedules: the right answer is true of one of them, and the wrong
 * ones are true of others. A function of the request and the id of the student.
 */
final class QuizMaker {
  private static final int PREEMPTIONS = 2;
  private static final int SCHEDULES = 80;
  private static final int TURNS_SHOWN_MAX = 5;
  private static final int OPTIONS_MAX = 4;
  private static final int ANSWER_CHARACTERS_MAX = 160;
  private static final int ROUNDS_MAX = 4;

  private final StageRequest request;
  private final Progress progress;
  private final SplitMix64 random;
  private final List<QuizItem> items = new ArrayList<>();
  private final Map<String, List<RunFacts>> pools = new TreeMap<>();

  QuizMaker(StageRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
    this.random = SplitMix64.stream(request.seed(), seed(request));
  }

  private static long seed(StageRequest request) {
    String text =
        request.asked().goal().exercise().student()
            + "/"
            + request.subject().info().reference()
            + "/"
            + String.join(",", request.defects().ids());
    long hash = 0xcbf29ce484222325L;
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ one & 0xff) * 0x100000001b3L;
    }
    return new SplitMix64(hash).nextLong();
  }

  /**
   * Makes questions, of each program one before any has a second.
   *
   * @throws BadInputException if there are not so many
   */
  List<QuizItem> make(List<Program> programs, int count) {
    for (int round = 0; round < ROUNDS_MAX && items.size() < count; round++) {
      List<Program> left = new ArrayList<>(programs);
      while (!left.isEmpty() && items.size() < count) {
        Program program = left.remove(random.nextInt(left.size()));
        add(program, pools.computeIfAbsent(program.id(), id -> pool(program)));
      }
    }
    if (items.size() < count) {
      throw new BadInputException(
          "The schedules of "
              + programs.size()
              + (programs.size() == 1 ? " scenario give " : " scenarios give ")
              + items.size()
              + (items.size() == 1 ? " question, and " : " questions, and ")
              + count
              + (count == 1 ? " was" : " were")
              + " asked for: lower mmkit.questions, or choose more scenarios (mmkit.case).");
    }
    return items;
  }

  /** The whole runs of a search with few preemptions. */
  private List<RunFacts> pool(Program program) {
    Experiment run = Experiment.of(program, request);
    BoundedSearch search = new BoundedSearch(PREEMPTIONS, 0);
    List<RunFacts> pool = new ArrayList<>();
    try {
      for (int done = 0; done < SCHEDULES && search.hasNext(); done++) {
        progress.beginRun(false);
        RunFacts facts = RunFacts.of(run, search.next());
        if (facts.isWhole()) {
          pool.add(facts);
        }
      }
    } catch (NotModelled missing) {
      return List.of();
    }
    return pool;
  }

  private void add(Program program, List<RunFacts> pool) {
    List<Topic> topics = new ArrayList<>(Topic.of(program));
    while (!topics.isEmpty()) {
      Topic topic = topics.remove(random.nextInt(topics.size()));
      Optional<QuizItem> item =
          isAsked(program, topic) ? Optional.empty() : item(program, topic, pool);
      if (item.isPresent()) {
        items.add(item.get());
        return;
      }
    }
  }

  private boolean isAsked(Program program, Topic topic) {
    return items.stream()
        .anyMatch(one -> one.program().id().equals(program.id()) && one.topic().equals(topic));
  }

  private Optional<QuizItem> item(Program program, Topic topic, List<RunFacts> pool) {
    Map<String, List<RunFacts>> byAnswer = new TreeMap<>();
    for (RunFacts facts : pool) {
      topic
          .answer(facts)
          .filter(answer -> answer.length() <= ANSWER_CHARACTERS_MAX)
          .ifPresent(answer -> byAnswer.computeIfAbsent(answer, a -> new ArrayList<>()).add(facts));
    }
    List<String> askable = new ArrayList<>();
    byAnswer.forEach(
        (answer, some) -> {
          some.removeIf(facts -> turnsShown(facts, topic) > TURNS_SHOWN_MAX);
          if (!some.isEmpty()) {
            askable.add(answer);
          }
        });
    if (byAnswer.size() < 2 || askable.isEmpty()) {
      return Optional.empty();
    }
    String right = askable.get(random.nextInt(askable.size()));
    List<RunFacts> some = byAnswer.getOrDefault(right, List.of());
    RunFacts facts = some.get(random.nextInt(some.size()));
    List<String> options = options(right, new ArrayList<>(byAnswer.keySet()));
    return Optional.of(
        new QuizItem(
            program,
            topic,
            facts.turns(),
            TurnRows.of(program, facts, topic.turnsShown()),
            options,
            options.indexOf(right)));
  }

  private static int turnsShown(RunFacts facts, Topic topic) {
    return topic.turnsShown() < 1 ? facts.turnList().size() : topic.turnsShown();
  }

  /** The right one and a few others, in any order. */
  private List<String> options(String right, List<String> all) {
    all.remove(right);
    List<String> chosen = new ArrayList<>(List.of(right));
    while (!all.isEmpty() && chosen.size() < OPTIONS_MAX) {
      chosen.add(all.remove(random.nextInt(all.size())));
    }
    List<String> mixed = new ArrayList<>();
    while (!chosen.isEmpty()) {
      mixed.add(chosen.remove(random.nextInt(chosen.size())));
    }
    return mixed;
  }
}
