// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;
import org.mmkit.machine.Touched;

/**
 * Leaves the decisions to another scheduler and notes, of the part of the run in which tasks
 * compete, which step comes after which: by the same conflicts as {@link TraceHash}, so that runs
 * have one form exactly where a search counts one trace.
 */
public final class TraceFormer implements Scheduler {
  /** What touched an object last. */
  private static final class Touches {
    int write = -1;
    final List<Integer> reads = new ArrayList<>();
    final List<Integer> adds = new ArrayList<>();
  }

  /** A lock that a task asked for. */
  private record Asked(long object, int way, int nth, String text) {}

  private final Scheduler decider;
  private final Conflicts conflicts = new Conflicts(LockOrder.GRANTS);
  private final List<TraceForm.Letter> letters = new ArrayList<>();
  private final Map<Integer, Integer> last = new TreeMap<>();
  private final Map<Integer, Integer> steps = new TreeMap<>();
  private final Map<Long, Touches> objects = new TreeMap<>();
  private final Map<Integer, Asked> waiting = new TreeMap<>();
  private final TreeSet<Integer> seen = new TreeSet<>();
  private Machine machine;
  private boolean several;
  private boolean deciderSeesEveryStep;

  /** The task that asked for a lock in the step before; whether it waits is not known yet. */
  private @Nullable Task asking;

  /** The task that took the step before. */
  private @Nullable Task taker;

  /** Notes what another scheduler decides. */
  public TraceFormer(Scheduler decider) {
    this.decider = decider;
  }

  /** The form of the run until now. */
  public TraceForm form() {
    List<String> open = new ArrayList<>();
    waiting.forEach(
        (id, asked) ->
            open.add(
                asked.text() + (asking != null && asking.id() == id ? ", the end" : ", waits")));
    return new TraceForm(letters, open);
  }

  @Override
  public void begin(Machine begun) {
    machine = begun;
    taker = null;
    conflicts.in(begun);
    several = Phase.hasSeveralTasks(begun);
    decider.begin(begun);
    deciderSeesEveryStep = decider.seesEveryStep();
  }

  @Override
  public boolean seesEveryStep() {
    return several || deciderSeesEveryStep;
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    if (several) {
      settle(runnable, count);
    }
    boolean forced = count == 1 && runnable[0] == current && !deciderSeesEveryStep;
    Task next = forced ? runnable[0] : decider.pick(runnable, count, current);
    if (several) {
      step(next);
    }
    return next;
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    int option = decider.choose(kind, options);
    if (several) {
      Task task = machine.running();
      if (asking == task) {
        // It goes on, so it has got the lock.
        answer();
      }
      add(task.id(), 0, task.name() + " takes option " + option + " of " + kind, List.of());
    }
    return option;
  }

  @Override
  public void end(Machine ended) {
    touchBeside();
    decider.end(ended);
  }

  private void settle(Task[] runnable, int count) {
    answer();
    touchBeside();
    for (int i = 0; i < count; i++) {
      int id = runnable[i].id();
      if (waiting.containsKey(id)) {
        if (runnable[i].interrupted()) {
          waiting.remove(id);
          add(id, 0, name(id) + " stops waiting", List.of());
        } else {
          granted(id);
        }
      }
    }
  }

  /** Whether the task that asked for a lock in the last step has got it. */
  private void answer() {
    if (asking != null) {
      int id = asking.id();
      if (!asking.waitsForLock()) {
        granted(id);
      }
      asking = null;
    }
  }

  /** What the last step touched beside what it named. */
  private void touchBeside() {
    Touched touched = machine.touched();
    if (taker != null && touched.count() > 0) {
      StringBuilder text = new StringBuilder(taker.name());
      List<Integer> after = new ArrayList<>();
      for (int i = 0; i < touched.count(); i++) {
        text.append(i == 0 ? " " : ", ").append(touched.access(i)).append(" beside ");
        text.append(objectName(touched.object(i)));
        after.addAll(touch(touched.object(i), Conflicts.way(touched.access(i))));
      }
      add(taker.id(), 0, text.toString(), after);
    }
    taker = null;
  }

  private void granted(int id) {
    Asked asked = waiting.remove(id);
    if (asked != null) {
      add(id, asked.nth(), asked.text(), touch(asked.object(), asked.way()));
    }
  }

  private void step(Task task) {
    int id = task.id();
    taker = task;
    StepKind kind = task.pendingKind();
    int way = conflicts.way(task);
    int index = Conflicts.index(task);
    if (kind == StepKind.TASK_RESUME) {
      return;
    }
    int nth = kind == StepKind.TASK_START ? 0 : steps.merge(id, 1, Integer::sum);
    String text = words(task);
    List<Integer> after = new ArrayList<>();
    if (way == Conflicts.EVENT) {
      event(id, nth, text);
      return;
    } else if (Conflicts.isAsk(way)) {
      asking = task;
      waiting.put(id, new Asked(task.pendingObject(), way, nth, text));
      return;
    } else if (way != Conflicts.NONE) {
      text += Conflicts.releases(kind) ? "" : waitersSeen(task.pendingObject(), way, after);
      after.addAll(touch(task.pendingObject(), way));
    }
    if (Conflicts.inTranslation(index) != Conflicts.NONE) {
      after.addAll(touch(Conflicts.TRANSLATION, Conflicts.inTranslation(index)));
    }
    add(id, nth, text, after);
  }

  /** After an event between tasks, what each of them does next comes after all of this. */
  private void event(int id, int nth, String text) {
    StringBuilder states = new StringBuilder(text);
    for (int t = 0; t < machine.taskCount(); t++) {
      StepKind pending = machine.task(t).pendingKind();
      if (t != id && (pending == StepKind.TASK_START || pending == StepKind.TASK_RESUME)) {
        states.append(", ").append(name(t)).append(" before its ").append(pending);
      }
      states.append(waiting.containsKey(t) ? ", " + name(t) + " waits" : "");
    }
    add(id, nth, states.toString(), List.copyOf(last.values()));
    int letter = letters.size() - 1;
    for (int t = 0; t < machine.taskCount(); t++) {
      last.put(t, letter);
    }
  }

  /** A step that is not of the lock's own may see which tasks wait for it. */
  private String waitersSeen(long object, int way, List<Integer> after) {
    StringBuilder text = new StringBuilder();
    waiting.forEach(
        (id, asked) -> {
          if (asked.object() == object && (Conflicts.conflicting(way) & 1 << asked.way()) != 0) {
            text.append(", ").append(name(id)).append(" waits");
            if (last.containsKey(id)) {
              after.add(last.get(id));
            }
          }
        });
    return text.toString();
  }

  /** What a touch comes after; the letter that is added next is the touch. */
  private List<Integer> touch(long object, int way) {
    Touches touches = objects.computeIfAbsent(object, o -> new Touches());
    List<Integer> after = new ArrayList<>();
    if (touches.write >= 0) {
      after.add(touches.write);
    }
    int letter = letters.size();
    switch (way) {
      case Conflicts.READ, Conflicts.ASK_READ, Conflicts.LEAVE_READ -> {
        after.addAll(touches.adds);
        touches.reads.add(letter);
      }
      case Conflicts.ADD -> {
        after.addAll(touches.reads);
        touches.adds.add(letter);
      }
      default -> {
        after.addAll(touches.reads);
        after.addAll(touches.adds);
        touches.write = letter;
        touches.reads.clear();
        touches.adds.clear();
      }
    }
    return after;
  }

  private void add(int id, int nth, String text, List<Integer> after) {
    seen.clear();
    seen.addAll(after);
    if (last.containsKey(id)) {
      seen.add(last.get(id));
    }
    int level = 1;
    for (int letter : seen) {
      level = Math.max(level, letters.get(letter).level() + 1);
    }
    last.put(id, letters.size());
    letters.add(new TraceForm.Letter(id, nth, level, text, List.copyOf(seen)));
  }

  private String words(Task task) {
    String lock = machine.trace().lockName(task);
    String what = task.name() + " " + task.pendingKind();
    if (task.pendingAccess() == Access.NONE) {
      return what;
    }
    return what + " " + (lock.isEmpty() ? "" : lock + " ") + objectName(task.pendingObject());
  }

  /** Who made it, and its number among what that one made. */
  private static String objectName(long id) {
    return "#" + (id >>> 32) + "." + (id & 0xffff_ffffL);
  }

  private String name(int id) {
    return machine.task(id).name();
  }
}
