// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;

/**
 * Looks for steps that conflict without saying so, because they read or change what they do not
 * name. Searches of traces rely on what steps name: where something is hidden, they may miss what
 * depends on it.
 *
 * <p>A run is made again and again with two neighbouring steps the other way round. If they should
 * not conflict and that leads elsewhere, something was hidden. If they conflict, then also what
 * each of them touches where it comes first must: a search that has seen the one first lets it
 * sleep beside the other, and knows no more of them.
 */
public final class HiddenConflicts {

  /** Runs a fresh machine and says what came of it, such as the rules that were broken. */
  @FunctionalInterface
  public interface Program {

    /** Runs it once. */
    String run(Scheduler scheduler);
  }

  /** A step that was about to be taken. */
  public record Step(int task, StepKind kind, long object, Access access) {}

  /**
   * Two steps that seem not to conflict and do.
   *
   * @param first the one that came first
   * @param second the one after it
   * @param schedule the schedule of that run
   * @param difference what was different the other way round
   */
  public record Hidden(Step first, Step second, Schedule schedule, String difference) {}

  private final Program program;
  private long swaps;
  private long conflicts;

  /** Looks into a program. */
  public HiddenConflicts(Program program) {
    this.program = program;
  }

  /** Pairs of steps tried the other way round until now. */
  public long swaps() {
    return swaps;
  }

  /** Pairs of conflicting steps tried the other way round until now. */
  public long conflicts() {
    return conflicts;
  }

  /** Makes one run, and again with each pair of neighbours the other way round. */
  public List<Hidden> lookInto(Scheduler decider) {
    List<Hidden> found = new ArrayList<>();
    Steps run = new Steps(decider, List.of(), Map.of());
    String outcome = program.run(run);
    if (run.machine.aborting()) {
      // What ends a run early conflicts with everything.
      return found;
    }
    Schedule schedule = run.machine.schedule().copy();
    long trace = run.hash.value();
    for (int at = 0; at + 1 < run.taken.size(); at++) {
      if (!run.couldBeSwapped(at)) {
        continue;
      }
      boolean conflict = run.conflict(at, run, at + 1);
      List<Integer> order = new ArrayList<>(run.order());
      order.set(at, order.set(at + 1, order.get(at)));
      Steps swapped = new Steps(null, order, run.options);
      String other = program.run(swapped);
      String difference;
      if (conflict) {
        conflicts++;
        difference = run.conflict(at, swapped, at) ? "" : "each first, they would not conflict";
      } else {
        swaps++;
        difference = difference(trace, outcome, swapped, other);
      }
      if (!difference.isEmpty()) {
        found.add(new Hidden(run.taken.get(at), run.taken.get(at + 1), schedule, difference));
      }
    }
    return found;
  }

  private static String difference(long trace, String outcome, Steps swapped, String other) {
    if (!outcome.equals(other)) {
      return "\"" + outcome + "\" and \"" + other + "\"";
    }
    return swapped.lost || swapped.hash.value() != trace ? "other steps" : "";
  }

  /** Lets a scheduler decide, or follows an order of tasks; notes all steps. */
  private static final class Steps implements Scheduler {
    private final Scheduler decider;
    private final List<Integer> order;
    private final Map<Integer, List<Integer>> wanted;
    private final Conflicts conflicts = new Conflicts(LockOrder.REQUESTS);
    private final TraceHash hash = new TraceHash(conflicts);
    private final List<Step> taken = new ArrayList<>();

    /** Whether the step after each could have come before it, and would not conflict. */
    private final List<Long> others = new ArrayList<>();

    /** By step: how it touched what it named, and what beside. */
    private final List<Integer> ways = new ArrayList<>();

    private final List<Integer> translations = new ArrayList<>();
    private final List<Extra> extras = new ArrayList<>();

    private final Map<Integer, List<Integer>> options = new HashMap<>();
    private Machine machine;
    private boolean several;
    private boolean lost;

    Steps(Scheduler decider, List<Integer> order, Map<Integer, List<Integer>> wanted) {
      this.decider = decider;
      this.order = order;
      this.wanted = wanted;
      hash.reset();
    }

    List<Integer> order() {
      return taken.stream().map(Step::task).toList();
    }

    /** Whether the next step could have come first, and conflicts by nothing that it names. */
    boolean couldBeSwapped(int at) {
      int next = taken.get(at + 1).task();
      return next != taken.get(at).task() && (others.get(at) & 1L << next) != 0;
    }

    /** Whether two steps, of this run and of another, conflict by what they touch beside. */
    boolean conflict(int at, Steps other, int otherAt) {
      return conflictsBeside(at, other, otherAt)
          || other.conflictsBeside(otherAt, this, at)
          || extras.get(at).conflicts(other.extras.get(otherAt));
    }

    private boolean conflictsBeside(int at, Steps other, int named) {
      Extra extra = extras.get(at);
      return extra.conflicts(other.taken.get(named).object(), other.ways.get(named))
          || extra.conflicts(Conflicts.TRANSLATION, other.translations.get(named));
    }

    private void settle(Task[] runnable, int count) {
      hash.settle(runnable, count);
      note();
    }

    private void note() {
      if (extras.size() < taken.size()) {
        extras.add(Extra.of(machine));
      }
    }

    @Override
    public void begin(Machine begun) {
      machine = begun;
      several = Phase.hasSeveralTasks(begun);
      hash.begin(begun);
      if (decider != null) {
        decider.begin(begun);
      }
    }

    @Override
    public boolean seesEveryStep() {
      return several || decider != null && decider.seesEveryStep();
    }

    @Override
    public Task pick(Task[] runnable, int count, Task current) {
      if (!several) {
        return decider == null ? runnable[0] : decider.pick(runnable, count, current);
      }
      settle(runnable, count);
      Task next = follow(runnable, count);
      if (next == null) {
        next =
            decider != null
                ? decider.pick(runnable, count, current)
                : current != null ? current : runnable[0];
      }
      taken.add(
          new Step(next.id(), next.pendingKind(), next.pendingObject(), next.pendingAccess()));
      ways.add(conflicts.way(next));
      translations.add(Conflicts.inTranslation(Conflicts.index(next)));
      long free = 0;
      for (int i = 0; i < count; i++) {
        free |= conflicts.conflict(next, runnable[i]) ? 0 : 1L << runnable[i].id();
      }
      others.add(free);
      hash.step(next);
      return next;
    }

    private Task follow(Task[] runnable, int count) {
      if (lost || taken.size() >= order.size()) {
        return null;
      }
      for (int i = 0; i < count; i++) {
        if (runnable[i].id() == order.get(taken.size())) {
          return runnable[i];
        }
      }
      lost = true;
      return null;
    }

    @Override
    public int choose(ChoiceKind kind, int count) {
      int task = machine.current().id();
      List<Integer> made = options.computeIfAbsent(task, id -> new ArrayList<>());
      int option =
          decider != null
              ? decider.choose(kind, count)
              : Math.min(count - 1, earlier(task, made.size()));
      made.add(option);
      hash.choice(machine.current(), option);
      return option;
    }

    private int earlier(int task, int number) {
      List<Integer> list = wanted.getOrDefault(task, List.of());
      return number < list.size() ? list.get(number) : 0;
    }

    @Override
    public void end(Machine ended) {
      hash.end();
      note();
      if (decider != null) {
        decider.end(ended);
      }
    }
  }
}
