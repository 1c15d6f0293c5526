// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scene;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;
import org.mmkit.machine.turn.Move;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.machine.turn.Turns;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/**
 * What can be asked of a run: what its calls returned, and who held and waited for what whenever a
 * task stopped.
 *
 * @param outcome the run, with its steps
 * @param turns what ran
 * @param held the locks that were held at the end of each turn, but the last
 * @param waits who waited then
 */
record RunFacts(Outcome outcome, Turns turns, List<String> held, List<String> waits) {
  private static final String NOBODY = "nobody waits";
  private static final String SPIN_LOCK = "ptlock";
  private static final String NO_LOCK = "no lock is held";

  RunFacts {
    held = List.copyOf(held);
    waits = List.copyOf(waits);
  }

  /** Runs a schedule and looks on. */
  static RunFacts of(Experiment run, Scheduler scheduler) {
    Onlooker onlooker = new Onlooker(new TurnRecorder(scheduler));
    Outcome outcome = run.trace(onlooker);
    return new RunFacts(outcome, onlooker.recorder.turns(), onlooker.held, onlooker.waits);
  }

  /** The turns, without the choices beside them. */
  List<Move.Turn> turnList() {
    return turns.moves().stream()
        .filter(Move.Turn.class::isInstance)
        .map(Move.Turn.class::cast)
        .toList();
  }

  /** What the n-th call of a task returned, from 0; nothing if it did not return. */
  Optional<String> result(String task, int call) {
    return outcome.observations().stream()
        .filter(one -> one.task().equals(task))
        .skip(call)
        .findFirst()
        .filter(Observation::returned)
        .map(one -> String.valueOf(one.result()));
  }

  /** Which mappings are left when the tasks have ended. */
  String maps() {
    List<String> maps = outcome.snapshots().get(outcome.snapshots().size() - 1).maps();
    return maps.isEmpty() ? "no mapping is left" : String.join("; ", maps);
  }

  /** Whether the run came to its end, and so has all its facts. */
  boolean isWhole() {
    return outcome.failure() == null && !outcome.machine().aborting();
  }

  /** Looks at the machine at the end of each turn. */
  private static final class Onlooker implements Scheduler {
    final TurnRecorder recorder;
    final List<String> held = new ArrayList<>();
    final List<String> waits = new ArrayList<>();
    private Machine machine;
    private int seen;

    Onlooker(TurnRecorder recorder) {
      this.recorder = recorder;
    }

    @Override
    public void begin(Machine begun) {
      machine = begun;
      recorder.begin(begun);
    }

    @Override
    public boolean seesEveryStep() {
      return recorder.seesEveryStep();
    }

    @Override
    public Task pick(Task[] runnable, int count, @Nullable Task current) {
      Task next = recorder.pick(runnable, count, current);
      int turns =
          (int) recorder.turns().moves().stream().filter(Move.Turn.class::isInstance).count();
      if (turns > seen) {
        seen = turns;
        held.add(heldNow());
        waits.add(waitsNow());
      }
      return next;
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      return recorder.choose(kind, options);
    }

    @Override
    public void end(Machine ended) {
      recorder.end(ended);
    }

    private String heldNow() {
      TreeMap<String, List<String>> byTask = new TreeMap<>();
      for (Scene.Held one : machine.recorder().now().held()) {
        byTask
            .computeIfAbsent(machine.task(one.task()).name(), t -> new ArrayList<>())
            .add(one.lock() + (one.lock().startsWith(SPIN_LOCK) ? "" : mode(one.mode())));
      }
      byTask.remove(ModelTarget.MAIN);
      List<String> words = new ArrayList<>();
      byTask.forEach((task, locks) -> words.add(task + " holds " + String.join(" and ", locks)));
      return words.isEmpty() ? NO_LOCK : String.join(", ", words);
    }

    private static String mode(LockMode mode) {
      return switch (mode) {
        case READ -> " for reading";
        case WRITE -> " for writing";
        case DOWNGRADED -> " for reading, after a downgrade";
        case NONE -> "";
      };
    }

    private String waitsNow() {
      List<String> words = new ArrayList<>();
      for (int id = 0; id < machine.taskCount(); id++) {
        Task task = machine.task(id);
        if (task.blocked() && !task.name().equals(ModelTarget.MAIN)) {
          String lock = task.waitsForLock() ? machine.trace().lockName(task) : "";
          words.add(task.name() + " waits" + (lock.isEmpty() ? "" : " for " + lock));
        }
      }
      return words.isEmpty() ? NOBODY : String.join(", ", words);
    }
  }
}
