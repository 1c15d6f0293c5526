// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Signatures;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.run.ModelAnswers;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** The table has all that the language has, and what is made of it are programs of the language. */
class FuzzTableTest {
  private static final int PROGRAMS = 2_000;
  private static final int SOME_PROGRAMS = 1_000;

  private static final StageRequest REQUEST =
      new StageRequest(
          JudgeRequest.of("truth", JudgeRequest.Selection.WHOLE, JudgeRequest.Search.DEFAULT),
          StageRun.shipped("gather-6.12"));

  /** What no program without tasks can have, or what takes too long to be in many. */
  private static final Set<String> LEFT_OUT =
      Set.of("kill", "uevent", "bndstx", "bndldx", "fillmaps", "fillcount");

  @Test
  void eachWordOfTheLanguageHasAWeight() {
    assertWeights(choices("adv", "advice"), Words.ADVICE);
    assertWeights(choices("map", "ex"), Words.MAP_FLAGS);
    assertWeights(choices("map", "fd"), Words.FILES);
    assertWeights(choices("msync", "sync"), Words.MSYNC_FLAGS);
    assertWeights(choices("rlim", "limit"), Words.LIMITS);
    assertWeights(choices("sp_unmap", "name"), Words.SPECIALS);
  }

  private static List<String> choices(String call, String param) {
    var signature = Signatures.find(call).orElseThrow();
    return signature.params().get(signature.indexOf(param)).choices();
  }

  private static void assertWeights(List<String> choices, Weighted<String> words) {
    Set<String> known = new TreeSet<>();
    words.things().forEach(word -> known.addAll(List.of(word.split("\\|"))));
    assertThat(known).containsAll(choices);
  }

  @Test
  void eachCallIsInOneProgramOfAHundred() {
    Map<String, Integer> programs = new HashMap<>();
    for (Program program : programs().toList()) {
      program.setup().stream()
          .map(step -> step.call().name())
          .distinct()
          .forEach(name -> programs.merge(name, 1, Integer::sum));
    }
    for (String name : Signatures.names()) {
      if (!LEFT_OUT.contains(name)) {
        assertThat(programs.getOrDefault(name, 0)).as(name).isGreaterThanOrEqualTo(PROGRAMS / 100);
      }
    }
  }

  /** A call that always fails tests its first check alone. */
  @Test
  void eachCallDoesItsWorkInSomePrograms() {
    Map<String, Integer> programs = new HashMap<>();
    programs()
        .limit(SOME_PROGRAMS)
        .forEach(one -> works(one).forEach(call -> programs.merge(call, 1, Integer::sum)));
    for (String name : Signatures.names()) {
      if (!LEFT_OUT.contains(name)) {
        assertThat(programs.getOrDefault(name, 0))
            .as(name)
            .isGreaterThanOrEqualTo(SOME_PROGRAMS / 200);
      }
    }
  }

  /** The calls of a program whose answer is no error number. */
  private static Set<String> works(Program program) {
    Set<String> calls = new TreeSet<>();
    try {
      List<String> results = ModelAnswers.of(program, REQUEST);
      for (int i = 0; i < results.size(); i++) {
        if (!results.get(i).startsWith("E")) {
          calls.add(program.setup().get(i).call().name());
        }
      }
    } catch (NotModelled left) {
      return Set.of();
    }
    return calls;
  }

  @Test
  void theModelLacksWhatTwoProgramsOfAHundredNeedAtMost() {
    AloneRun run = new AloneRun(ExclusiveMunmap::new, Defects.NONE, FiberKind.AUTO, null);
    long skipped =
        programs().filter(one -> run.of(one).kind() == Verdict.Kind.NOT_MODELLED).count();
    assertThat(skipped).isLessThanOrEqualTo(PROGRAMS / 50);
  }

  @Test
  void programsAreCaseTextOfThirtyCallsAtTheMean() {
    List<Program> made = programs().toList();
    List<Program> read = CaseParser.parse("fuzz.cases", CaseFormatter.format(made));
    assertThat(read).hasSameSizeAs(made);
    for (int i = 0; i < made.size(); i++) {
      assertThat(read.get(i).setup().stream().map(Step::call).toList())
          .isEqualTo(made.get(i).setup().stream().map(Step::call).toList());
    }
    assertThat(made.stream().mapToInt(one -> one.setup().size()).average().orElseThrow())
        .isBetween(30.0, 40.0);
    assertThat(made).allMatch(one -> one.setup().size() <= ProgramMaker.CALLS_MAX);
  }

  private static Stream<Program> programs() {
    ProgramMaker maker = new ProgramMaker(7);
    return Stream.iterate(0L, number -> number < PROGRAMS, number -> number + 1).map(maker::alone);
  }
}
