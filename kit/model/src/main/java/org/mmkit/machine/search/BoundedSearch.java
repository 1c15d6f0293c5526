// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Tries all schedules without a preemption, then all with one, and so on up to a bound. A switch
 * away from a task that could have gone on is a preemption; where a task waits or has ended, each
 * of the others is tried at no cost. Choices beside scheduling may leave the ordinary course up to
 * a bound of their own in each schedule.
 *
 * <p>Each schedule is run once. It is identified by its deviations from the default run, in which
 * the current task continues, else the lowest id runs, and every choice is option 0. What a run
 * leaves to try is where it could be left after its last departure.
 *
 * <p>After M. Musuvathi and S. Qadeer, Iterative context bounding for systematic testing of
 * multithreaded programs, PLDI 2007.
 */
public final class BoundedSearch implements Search {

  /** A bound that is none. */
  public static final int UNBOUNDED = -1;

  private static final int OPTIONS_MAX = 60;
  private static final int[] NONE = {};

  private final int preemptionsMax;
  private final int deviationsMax;
  private final TraceHash hash;
  private final TraceSet traces = new TraceSet();
  private final Follower follower = new Follower();

  /** Left to try with as many preemptions as now: what costs nothing more, latest runs first. */
  private final ArrayDeque<Branches> free = new ArrayDeque<>();

  /** Left to try with as many preemptions as now, and with one more: what costs one. */
  private ArrayDeque<Branches> costly = new ArrayDeque<>();

  private ArrayDeque<Branches> costlier = new ArrayDeque<>();

  private final List<SearchProgress.Level> levels = new ArrayList<>();
  private int preemptions;
  private long schedulesBefore;
  private long tracesBefore;
  private long executions;
  private boolean ready = true;
  private boolean running;
  private boolean done;
  private boolean cutOff;

  /**
   * A search of all schedules with few preemptions.
   *
   * @param preemptions how many a schedule may have, or {@link #UNBOUNDED}
   * @param deviations how many choices of a schedule may leave the ordinary course
   */
  public BoundedSearch(int preemptions, int deviations) {
    this(preemptions, deviations, LockOrder.GRANTS);
  }

  /** The same, with a rule for what counts as one trace. */
  public BoundedSearch(int preemptions, int deviations, LockOrder order) {
    if (preemptions < UNBOUNDED || deviations < 0) {
      throw new IllegalArgumentException(
          "preemptions " + preemptions + ", deviations " + deviations);
    }
    this.preemptionsMax = preemptions;
    this.deviationsMax = deviations;
    this.hash = new TraceHash(new Conflicts(order));
  }

  @Override
  public boolean hasNext() {
    settle();
    return ready;
  }

  @Override
  public Scheduler next() {
    settle();
    if (!ready) {
      throw new NoSuchElementException("all schedules were tried");
    }
    ready = false;
    running = true;
    follower.reset();
    return follower;
  }

  @Override
  public SearchProgress progress() {
    settle();
    return new SearchProgress(executions, traces.size(), 0, done, done && !cutOff, levels);
  }

  /** The number of preemptions of the schedules that are tried now. */
  int preemptions() {
    return preemptions;
  }

  /** Takes in what the last run has shown, and gets the next ready. */
  private void settle() {
    if (!running) {
      return;
    }
    if (!follower.begun) {
      throw new IllegalStateException("no machine was run with the last scheduler");
    }
    running = false;
    follower.checkArrival();
    executions++;
    traces.add(hash.value());
    follower.leaveBranches();
    ready = advance();
  }

  private boolean advance() {
    while (true) {
      if (take(free) || take(costly)) {
        return true;
      }
      levelIsDone();
      if (done) {
        return false;
      }
    }
  }

  private void levelIsDone() {
    if (preemptionsMax != UNBOUNDED) {
      levels.add(
          new SearchProgress.Level(executions - schedulesBefore, traces.size() - tracesBefore));
    }
    schedulesBefore = executions;
    tracesBefore = traces.size();
    ArrayDeque<Branches> next = costlier;
    costlier = costly;
    costly = next;
    done = costly.isEmpty();
    preemptions++;
  }

  private boolean take(ArrayDeque<Branches> from) {
    Branches first = from.peekFirst();
    if (first == null) {
      return false;
    }
    follower.follow(first);
    if (first.isEmpty()) {
      from.removeFirst();
    }
    return true;
  }

  /** Where a run could have been left and was not, after its last departure. */
  private static final class Branches {
    /** The departures of the run itself: numbers of decisions, and what was decided. */
    final int[] at;

    final int[] value;
    final int deviations;

    /** Numbers of decisions, and sets of what else could be decided there. */
    final int[] branchAt;

    final long[] others;

    /** What was done until there. */
    final int[] sums;

    int place;

    Branches(int[] at, int[] value, int deviations, int[] branchAt, long[] others, int[] sums) {
      this.at = at;
      this.value = value;
      this.deviations = deviations;
      this.branchAt = branchAt;
      this.others = others;
      this.sums = sums;
    }

    boolean isEmpty() {
      return place == others.length;
    }
  }

  /** Where the run at hand could be left, in arrays that are used again and again. */
  private static final class Points {
    private int[] at = new int[64];
    private long[] others = new long[64];
    private int[] sums = new int[64];
    int count;

    void add(int number, long beside, int sum) {
      if (count == at.length) {
        at = Arrays.copyOf(at, count * 2);
        others = Arrays.copyOf(others, count * 2);
        sums = Arrays.copyOf(sums, count * 2);
      }
      at[count] = number;
      others[count] = beside;
      sums[count++] = sum;
    }

    Branches branches(int[] runAt, int[] runValue, int deviations) {
      return new Branches(
          runAt,
          runValue,
          deviations,
          Arrays.copyOf(at, count),
          Arrays.copyOf(others, count),
          Arrays.copyOf(sums, count));
    }
  }

  /** Marks sets of options, to tell them from sets of tasks. */
  private static final long OPTIONS = Long.MIN_VALUE;

  /** Follows the given deviations, and notes where the run could deviate after them. */
  private final class Follower implements Scheduler {
    private int[] at = new int[8];
    private int[] value = new int[8];
    private int departures;
    private int deviations;

    private int decision;
    private int departure;

    /** Of the steps until now; and what it is to be at the last departure. */
    private int sum;

    private int sumAtDeparture;

    private final Points freePoints = new Points();
    private final Points costlyPoints = new Points();

    private Machine machine;
    private boolean several;
    private boolean begun;

    /** The next branch of a run: its departures and one more. */
    void follow(Branches branches) {
      int length = branches.at.length;
      if (length == at.length) {
        at = Arrays.copyOf(at, length * 2);
        value = Arrays.copyOf(value, length * 2);
      }
      System.arraycopy(branches.at, 0, at, 0, length);
      System.arraycopy(branches.value, 0, value, 0, length);
      int place = branches.place;
      long others = branches.others[place];
      at[length] = branches.branchAt[place];
      value[length] = Long.numberOfTrailingZeros(others & ~OPTIONS);
      departures = length + 1;
      deviations = branches.deviations + (others < 0 ? 1 : 0);
      sumAtDeparture = branches.sums[place];
      branches.others[place] = others & others - 1;
      if ((branches.others[place] & ~OPTIONS) == 0) {
        branches.place++;
      }
    }

    void reset() {
      begun = false;
      decision = 0;
      departure = 0;
      sum = 0;
      freePoints.count = 0;
      costlyPoints.count = 0;
      hash.reset();
    }

    void checkArrival() {
      if (departure < departures) {
        throw new ReplayDivergence(at[departure], "the run has ended before");
      }
    }

    void leaveBranches() {
      boolean atBound = preemptionsMax != UNBOUNDED && preemptions == preemptionsMax;
      cutOff |= atBound && costlyPoints.count > 0;
      if (freePoints.count == 0 && (atBound || costlyPoints.count == 0)) {
        return;
      }
      int[] runAt = departures == 0 ? NONE : Arrays.copyOf(at, departures);
      int[] runValue = departures == 0 ? NONE : Arrays.copyOf(value, departures);
      if (freePoints.count > 0) {
        free.addFirst(freePoints.branches(runAt, runValue, deviations));
      }
      if (costlyPoints.count > 0 && !atBound) {
        Branches left = costlyPoints.branches(runAt, runValue, deviations);
        if (preemptionsMax == UNBOUNDED) {
          free.addFirst(left);
        } else {
          costlier.addLast(left);
        }
      }
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
    public Task pick(Task[] runnable, int count, Task current) {
      hash.settle(runnable, count);
      Task next = count == 1 ? runnable[0] : decide(runnable, count, current);
      sum = sum * 31 + (int) next.pendingObject() + next.pendingKind().ordinal() * 64 + next.id();
      hash.step(next);
      return next;
    }

    private Task decide(Task[] runnable, int count, Task current) {
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
      (current == null ? freePoints : costlyPoints).add(number, others, sum);
      return next;
    }

    /** What is decided at this departure. */
    private int departing(int number) {
      if (departure == departures - 1 && sum != sumAtDeparture) {
        throw new ReplayDivergence(number, "the run is not the one that was to be left here");
      }
      return value[departure++];
    }

    private long optionsBesideTheFirst(int options) {
      if (options > OPTIONS_MAX) {
        throw new IllegalStateException("a search takes at most " + OPTIONS_MAX + " options");
      }
      return (1L << options) - 2;
    }

    private Task find(int id, Task[] runnable, int count, int number) {
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
        freePoints.add(number, OPTIONS | optionsBesideTheFirst(options), sum);
      } else {
        cutOff = true;
      }
      hash.choice(machine.current(), option);
      return option;
    }
  }
}
