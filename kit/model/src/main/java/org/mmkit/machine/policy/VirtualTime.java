// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Discrete events: the task with the smallest clock takes its step, ties going to the smaller id.
 * Since a step is charged before it is taken, effects happen in the order of the clocks. A task
 * that runs ahead has its turn when it meets others, at the clock of its last step.
 */
public final class VirtualTime implements Scheduler {

  private Machine machine;

  /** The tasks that can go on, as a binary heap: none is earlier than the one above it. */
  private Task[] heap = new Task[4];

  private int size;

  /** The place of each task in the heap, by its id. */
  private int[] places = new int[4];

  @Override
  public void begin(Machine begun) {
    machine = begun;
    size = 0;
    for (int id = 0; id < begun.taskCount(); id++) {
      if (begun.task(id).canGoOn()) {
        ready(begun.task(id));
      }
    }
  }

  @Override
  public boolean followsTasks() {
    return true;
  }

  @Override
  public void ready(Task task) {
    settle();
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    if (task.id() >= places.length) {
      places = Arrays.copyOf(places, Math.max(task.id() + 1, places.length * 2));
    }
    size++;
    rise(size - 1, task);
  }

  @Override
  public void unready(Task task) {
    int place = places[task.id()];
    Task last = heap[--size];
    heap[size] = null;
    if (last != task) {
      rise(place, last);
      sink(places[last.id()], last);
    }
  }

  /** Time has passed for the task that runs, of which nobody was told. */
  private void settle() {
    Task running = machine.current();
    if (running != null && running.id() < places.length) {
      int place = places[running.id()];
      if (place < size && heap[place] == running) {
        sink(place, running);
      }
    }
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    if (current != null) {
      sink(places[current.id()], current);
    }
    return heap[0];
  }

  /** Puts a task at a place or nearer to the root. */
  private void rise(int from, Task task) {
    int place = from;
    while (place > 0 && isEarlier(task, heap[(place - 1) / 2])) {
      put(place, heap[(place - 1) / 2]);
      place = (place - 1) / 2;
    }
    put(place, task);
  }

  /** Puts a task at a place or farther from the root. */
  private void sink(int from, Task task) {
    int place = from;
    for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && isEarlier(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isEarlier(heap[child], task)) {
        break;
      }
      put(place, heap[child]);
      place = child;
    }
    put(place, task);
  }

  private void put(int place, Task task) {
    heap[place] = task;
    places[task.id()] = place;
  }

  private static boolean isEarlier(Task one, Task other) {
    long first = one.duePs();
    long second = other.duePs();
    return first < second || first == second && one.id() < other.id();
  }

  /**
   * The CPU is wanted back once a scheduler tick has passed since the task got it or was last told
   * so; nothing else out of the ordinary happens.
   */
  @Override
  public int choose(ChoiceKind kind, int options) {
    return kind == ChoiceKind.NEED_RESCHED && machine.tickHasPassed() ? 1 : 0;
  }
}
