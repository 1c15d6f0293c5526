// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Expected;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.TaskProgram;

/**
 * The scenario of one student: the same races at other addresses, with other lengths, with the
 * tasks by other names, and a few calls that do not matter. A function of the scenario and the id
 * of the student, so that everybody who knows these has the same.
 */
final class Variant {
  /** Layouts that are tried before the scenario counts as one that has no variant. */
  static final int TRIES = 12;

  private static final int FAR = 512 * 60;
  private static final int READS_MAX = 6;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Variant() {}

  /**
   * The variant of a student.
   *
   * @param isGood whether a program is as good for the exercise as the scenario itself
   * @return the first of a row of programs that is good; nothing if none of them is
   */
  static Optional<Program> of(Program scenario, String student, Predicate<Program> isGood) {
    for (int nth = 0; nth < TRIES; nth++) {
      Optional<Program> candidate = candidate(scenario, student, nth);
      if (candidate.filter(isGood).isPresent()) {
        return candidate;
      }
    }
    return Optional.empty();
  }

  /** Its id: that of the scenario, and six digits of the student's. */
  static String id(Program scenario, String student) {
    return scenario.id() + "-" + String.format("%06x", seed(scenario, student) & 0xffffff);
  }

  /** Whether an id is one of some variant of a scenario. */
  static boolean isOne(String id, Program scenario) {
    return id.matches(java.util.regex.Pattern.quote(scenario.id()) + "-[0-9a-f]{6}");
  }

  private static long seed(Program scenario, String student) {
    long hash = FNV_OFFSET;
    for (byte one : (student + "/" + scenario.id()).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ one & 0xff) * FNV_PRIME;
    }
    return new SplitMix64(hash).nextLong();
  }

  private static Optional<Program> candidate(Program scenario, String student, int nth) {
    SplitMix64 random = SplitMix64.stream(seed(scenario, student), nth);
    Layout layout = new Layout(random);
    if (!layout.keepsOrder(Rewriting.edges(scenario))) {
      return Optional.empty();
    }
    Map<String, String> names = names(scenario, random);
    Rewriting rewriting = new Rewriting(layout, name -> names.getOrDefault(name, name));
    List<Step> setup = new ArrayList<>(moved(scenario.setup(), rewriting));
    List<TaskProgram> tasks = new ArrayList<>();
    for (TaskProgram task : scenario.tasks()) {
      List<Step> steps = new ArrayList<>(moved(task.steps(), rewriting));
      tasks.add(new TaskProgram(names.getOrDefault(task.name(), task.name()), steps));
    }
    tasks.sort(Comparator.comparing(TaskProgram::name));
    addCalls(setup, tasks, random);
    Program moved = scenario.with(setup, tasks, moved(scenario.after(), rewriting));
    return Optional.of(named(moved, scenario, student));
  }

  private static List<Step> moved(List<Step> steps, Rewriting rewriting) {
    return steps.stream().map(rewriting::step).toList();
  }

  /** Which task takes which name. */
  private static Map<String, String> names(Program scenario, SplitMix64 random) {
    List<String> old = scenario.tasks().stream().map(TaskProgram::name).toList();
    List<String> left = new ArrayList<>(old);
    Map<String, String> names = new TreeMap<>();
    for (String name : old) {
      names.put(name, left.remove(random.nextInt(left.size())));
    }
    return names;
  }

  /** Each task first reads a page that nobody touches, some times: that takes steps. */
  private static void addCalls(List<Step> setup, List<TaskProgram> tasks, SplitMix64 random) {
    long far = FAR + 512L * random.nextInt(16) + random.nextInt(256);
    setup.add(step("map(" + far + ",1)", Expected.OK));
    setup.add(step("fill(" + far + ",1)", Expected.OK));
    for (int task = 0; task < tasks.size(); task++) {
      List<Step> steps = new ArrayList<>();
      for (int left = random.nextInt(READS_MAX + 1); left > 0; left--) {
        steps.add(step("r(" + far + ")", Expected.ANYTHING));
      }
      steps.addAll(tasks.get(task).steps());
      tasks.set(task, new TaskProgram(tasks.get(task).name(), steps));
    }
  }

  private static Step step(String text, Expected expected) {
    Call call = Call.parse(text);
    Step step = new Step(call, expected, 0, text);
    return new Step(call, expected, 0, CaseFormatter.format(step));
  }

  /** Under its own name, whole, and as it comes from a file. */
  private static Program named(Program moved, Program scenario, String student) {
    StringBuilder text = new StringBuilder();
    text.append('@').append(id(scenario, student));
    text.append(" | ").append(scenario.title());
    text.append(" | ").append(scenario.tier().text());
    if (!scenario.aims().isEmpty()) {
      text.append(" | aims=").append(String.join(",", scenario.aims()));
    }
    Map<String, String> settings = new TreeMap<>(scenario.settings());
    settings.remove("gate");
    settings.put("shrink", "no");
    settings.forEach((key, value) -> text.append(" | " + key + "=" + value));
    String body = CaseFormatter.format(moved);
    text.append(body.substring(body.indexOf('\n')));
    return CaseParser.parse(id(scenario, student) + ".cases", text.toString()).get(0);
  }
}
