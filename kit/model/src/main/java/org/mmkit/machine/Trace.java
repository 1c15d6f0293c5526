// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The visible steps of a run in the order in which they took effect. Empty unless recording is on.
 */
public final class Trace {

  /** What a note tells. */
  public enum Sort {
    /** A program's call begins; the text is the call. */
    CALL,
    /** The call returns; the text is its result. */
    RESULT,
    /** What the kernel is about, in one of its own words. */
    WORK,
    /** The task waits; the text is what for. */
    WAITS,
    /** The task goes on after waiting. */
    GOES_ON,
    /** A signal ended the wait. */
    INTERRUPTED,
    /** Chance decided against the ordinary course of events; the text is the {@link ChoiceKind}. */
    CHANCE,
    /** A step of the strategy gave an error; the text is its word and the error's name. */
    ERROR
  }

  /**
   * Words between two steps.
   *
   * @param step number of steps taken before, by whomever
   * @param task id of the task whose words they are, or -1
   * @param text the words
   * @param source the strategy's line as {@code File.java:line}, for {@link Sort#WORK}, {@link
   *     Sort#CHANCE} and {@link Sort#ERROR}; empty if none, and for the others
   */
  public record Note(int step, int task, Sort sort, String text, String source) {}

  private static final StepKind[] KINDS = StepKind.values();
  private static final Access[] ACCESSES = Access.values();

  private static final int[] NO_INTS = {};
  private static final byte[] NO_BYTES = {};
  private static final long[] NO_LONGS = {};

  private int size;
  private int[] tasks = NO_INTS;
  private byte[] kinds = NO_BYTES;
  private byte[] accesses = NO_BYTES;
  private long[] objects = NO_LONGS;
  private long[] counts = NO_LONGS;
  private long[] clocks = NO_LONGS;
  private String[] sources = {};
  private final List<Note> notes = new ArrayList<>(0);

  /** Id of a lock to its name; null where the story is not recorded. */
  private final @Nullable Map<Long, String> lockNames;

  private int haltStep = -1;
  private Runnable halt = () -> {};

  Trace(boolean story) {
    lockNames = story ? new TreeMap<>() : null;
  }

  /**
   * Calls back on the fiber of the task that takes a step, once, before what it stands for is done.
   *
   * @param step the number of the step, from 0
   */
  public void haltBefore(int step, Runnable callback) {
    haltStep = step;
    halt = callback;
  }

  void add(int task, StepKind kind, long object, Access access, long count, long clockPs) {
    if (size == haltStep) {
      halt.run();
    }
    if (size == tasks.length) {
      grow();
    }
    sources[size] = lockNames == null ? "" : SourceLine.find();
    tasks[size] = task;
    kinds[size] = (byte) kind.ordinal();
    objects[size] = object;
    accesses[size] = (byte) access.ordinal();
    counts[size] = count;
    clocks[size] = clockPs;
    size++;
  }

  void note(int task, Sort sort, String text) {
    boolean placed = sort == Sort.WORK || sort == Sort.CHANCE || sort == Sort.ERROR;
    String source = placed ? SourceLine.find() : "";
    notes.add(new Note(size, task, sort, text, source));
  }

  /** Remembers what the lock of an id is called, where the story is recorded. */
  void nameLock(long id, String name) {
    if (lockNames != null) {
      lockNames.put(id, name);
    }
  }

  /** What the lock that a step touches is called; empty if it touches none. */
  public String lockName(int step) {
    return lockName(kind(step), object(step));
  }

  /** What the lock that a task's pending step touches is called; empty if it touches none. */
  public String lockName(Task task) {
    return lockName(task.pendingKind(), task.pendingObject());
  }

  private String lockName(StepKind kind, long object) {
    return kind.isOnLock() && lockNames != null ? lockNames.getOrDefault(object, "") : "";
  }

  private void grow() {
    int capacity = Math.max(64, size * 2);
    sources = Arrays.copyOf(sources, capacity);
    tasks = Arrays.copyOf(tasks, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    accesses = Arrays.copyOf(accesses, capacity);
    objects = Arrays.copyOf(objects, capacity);
    counts = Arrays.copyOf(counts, capacity);
    clocks = Arrays.copyOf(clocks, capacity);
  }

  /** Number of steps recorded. */
  public int size() {
    return size;
  }

  /** Id of the task that took the step. */
  public int task(int step) {
    return tasks[Objects.checkIndex(step, size)];
  }

  /** Kind of the step. */
  public StepKind kind(int step) {
    return KINDS[kinds[Objects.checkIndex(step, size)]];
  }

  /** Id of the object that the step touched. */
  public long object(int step) {
    return objects[Objects.checkIndex(step, size)];
  }

  /** How the step touched its object. */
  public Access access(int step) {
    return ACCESSES[accesses[Objects.checkIndex(step, size)]];
  }

  /** Units of work that the step stands for. */
  public long count(int step) {
    return counts[Objects.checkIndex(step, size)];
  }

  /** The task's clock when the step took effect, in picoseconds. */
  public long clockPs(int step) {
    return clocks[Objects.checkIndex(step, size)];
  }

  /** The strategy's line that the step comes from, as {@code File.java:line}; empty if none. */
  public String source(int step) {
    return sources[Objects.checkIndex(step, size)];
  }

  /** The notes, by ascending step. */
  public List<Note> notes() {
    return List.copyOf(notes);
  }

  /** One line: number, task, kind, object, access, count and clock of a step. */
  public String line(int step) {
    return step
        + " T"
        + task(step)
        + " "
        + kind(step)
        + " "
        + ObjectIds.text(object(step))
        + " "
        + access(step)
        + " x"
        + count(step)
        + " @"
        + clockPs(step);
  }
}
