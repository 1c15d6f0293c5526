// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Schedules one run of a {@link BoundedSearch} after the other: departs from the default run where
 * it is asked to, and notes where the run could deviate after its last deviation.
 */
final class BoundedFollower implements Scheduler {

  private static final int OPTIONS_MAX = 60;
  private static final int[] NONE = {};

  private final TraceHash hash;
  private final int deviationsMax;

  /** The departures of the run: numbers of decisions, and what is decided there. */
  private int[] at = new int[8];

  private int[] value = new int[8];
  private int departures;
  private int deviations;

  private int decision;
  private int departure;

  /** Of the steps until now; and what it is to be at the last departure. */
  private int sum;

  private int sumAtDeparture;

  /** Where the run can be left at no cost, and by a preemption. */
  final BranchPoints free = new BranchPoints();

  final BranchPoints costly = new BranchPoints();

  private Machine machine;
  private boolean several;
  private boolean begun;
  private boolean leftOutDeviations;

  BoundedFollower(TraceHash hash, int deviationsMax) {
    this.hash = hash;
    this.deviationsMax = deviationsMax;
  }

  /** Takes the next branch of a run: its departures and one more. */
  void follow(Branches branches) {
    int length = branches.at.length;
    if (length == at.length) {
      at = Arrays.copyOf(at, length * 2);
      value = Arrays.copyOf(value, length * 2);
    }
    System.arraycopy(branches.at, 0, at, 0, length);
    System.arraycopy(branches.value, 0, value, 0, length);
    at[length] = branches.nextAt();
    value[length] = branches.nextValue();
    departures = length + 1;
    deviations = branches.deviations + (branches.nextIsDeviation() ? 1 : 0);
    sumAtDeparture = branches.nextSum();
    branches.remove();
  }

  /** The next run is about to begin. */
  void reset() {
    begun = false;
    decision = 0;
    departure = 0;
    sum = 0;
    free.clear();
    costly.clear();
    hash.reset();
  }

  /** Throws if there was no run since the last reset. */
  void checkBegun() {
    if (!begun) {
      throw new IllegalStateException("no machine was run with the last scheduler");
    }
  }

  /** The run is over: throws if it never came to where it was to be left. */
  void checkArrival() {
    if (departure < departures) {
      throw new ReplayDivergence(at[departure], "the run has ended before");
    }
  }

  /** Whether some run had more choices than deviations allow. */
  boolean leftOutDeviations() {
    return leftOutDeviations;
  }

  /** The branches of the run at such points. */
  Branches branches(BranchPoints points) {
    int[] runAt = departures == 0 ? NONE : Arrays.copyOf(at, departures);
    int[] runValue = departures == 0 ? NONE : Arrays.copyOf(value, departures);
    return points.branches(runAt, runValue, deviations);
  }

  @Override
  public void begin(Machine of) {
    begun = true;
    machine = of;
    hash.begin(of);
    several = Phase.hasSeveralTasks(of);
  }

  @Override
  public boolean seesEveryStep() {
    return several;
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    hash.settle(runnable, count);
    Task next = count == 1 ? runnable[0] : decide(runnable, count, current);
    sum = sum * 31 + (int) next.pendingObject() + next.pendingKind().ordinal() * 64 + next.id();
    hash.step(next);
    return next;
  }

  private Task decide(Task[] runnable, int count, @Nullable Task current) {
    int number = decision++;
    if (departure < departures) {
      if (at[departure] == number) {
        return find(departing(number), runnable, count, number);
      }
      return current != null ? current : runnable[0];
    }
    Task next = current != null ? current : runnable[0];
    long others = 0;
    for (int i = 0; i < count; i++) {
      others |= 1L << runnable[i].id();
    }
    others &= ~(1L << next.id());
    (current == null ? free : costly).add(number, others, sum);
    return next;
  }

  /** What is decided at this departure. */
  private int departing(int number) {
    if (departure == departures - 1 && sum != sumAtDeparture) {
      throw new ReplayDivergence(number, "the run is not the one that was to be left here");
    }
    return value[departure++];
  }

  private static long optionsBesideTheFirst(int options) {
    if (options > OPTIONS_MAX) {
      throw new IllegalStateException("a search takes at most " + OPTIONS_MAX + " options");
    }
    return (1L << options) - 2;
  }

  private static Task find(int id, Task[] runnable, int count, int number) {
    for (int i = 0; i < count; i++) {
      if (runnable[i].id() == id) {
        return runnable[i];
      }
    }
    throw new ReplayDivergence(number, "task " + id + " cannot go on");
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    int number = decision++;
    int option = 0;
    if (departure < departures) {
      if (at[departure] == number) {
        option = departing(number);
        if (option >= options) {
          throw new ReplayDivergence(number, "option " + option + " of " + options);
        }
      }
    } else if (deviations < deviationsMax) {
      free.add(number, Branches.OPTIONS | optionsBesideTheFirst(options), sum);
    } else {
      leftOutDeviations = true;
    }
    hash.choice(machine.running(), option);
    return option;
  }

  @Override
  public void end(Machine of) {
    hash.end();
  }
}
