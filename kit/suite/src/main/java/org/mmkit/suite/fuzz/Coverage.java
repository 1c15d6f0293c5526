// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.Arrays;
import org.mmkit.machine.StepKind;
import org.mmkit.suite.target.RunWatch;

/**
 * What programs have led the model to, counted by the programs that did: which step follows which
 * within a call, which steps of two tasks meet, and in which state of its memory a call gave which
 * result and left it. These are states and paths of the model, not lines of its code.
 */
final class Coverage implements RunWatch {
  private static final int BITS = 18;
  private static final int TASKS = 64;
  private static final int STEPS = 0x1000_0001;
  private static final int MEETS = 0x2000_0003;
  private static final int STATES = 0x3000_0005;

  private final int[] programs = new int[1 << BITS];
  private final int[] seenIn = new int[1 << BITS];
  private int[] met = new int[512];
  private int count;
  private int fresh;
  private int known;
  private int number;
  private int calls;
  private int lastFresh;
  private String name = "";
  private final Energy energy = new Energy();

  private final int[] call = new int[TASKS];
  private final int[] before = new int[TASKS];
  private final int[] lastKind = new int[TASKS];
  private int lastTask;

  /** The next program begins. */
  void nextProgram() {
    number++;
    count = 0;
    fresh = 0;
    calls = 0;
    lastFresh = 0;
    Arrays.fill(call, 0);
    Arrays.fill(lastKind, 0);
    lastTask = 0;
  }

  /** How much the program has met that none did before it. */
  int fresh() {
    return fresh;
  }

  /** Up to which of its calls the program has met something new. */
  int lastFresh() {
    return lastFresh;
  }

  /** Which calls have led to something new. */
  Energy energy() {
    return energy;
  }

  /** How much all programs have met. */
  int known() {
    return known;
  }

  /** What the program has met. */
  int[] met() {
    return Arrays.copyOf(met, count);
  }

  /** How many programs have met the rarest of some things. */
  int rarest(int[] things) {
    int least = Integer.MAX_VALUE;
    for (int thing : things) {
      least = Math.min(least, programs[thing]);
    }
    return least;
  }

  @Override
  public void takes(int task, StepKind kind) {
    int own = task & TASKS - 1;
    int step = kind.ordinal() + 1;
    meet(STEPS ^ call[own] * 0x0101_0101 ^ lastKind[own] << 6 ^ step);
    if (task != lastTask) {
      meet(MEETS ^ lastKind[lastTask & TASKS - 1] << 6 ^ step);
      lastTask = task;
    }
    lastKind[own] = step;
  }

  @Override
  public void begins(int task, String callName, int memory) {
    int own = task & TASKS - 1;
    calls++;
    this.name = callName;
    energy.made(callName);
    call[own] = callName.hashCode();
    before[own] = memory;
    lastKind[own] = 0;
  }

  @Override
  public void ends(int task, String result, int memory) {
    int own = task & TASKS - 1;
    int what = call[own] * 31 + before[own];
    meet(STATES ^ (what * 31 + memory) * 31 + sort(result));
  }

  /** Errors and signals by their names, numbers and texts by their size. */
  private static int sort(String result) {
    boolean word = !result.isEmpty() && Character.isUpperCase(result.charAt(0));
    return word ? result.hashCode() : Integer.numberOfLeadingZeros(result.length());
  }

  private void meet(int what) {
    int mixed = what * 0x9e37_79b9;
    int thing = (mixed ^ mixed >>> 15) * 0x85eb_ca6b >>> 32 - BITS;
    if (seenIn[thing] == number) {
      return;
    }
    seenIn[thing] = number;
    if (programs[thing]++ == 0) {
      fresh++;
      lastFresh = calls;
      energy.gaveNew(name);
      known++;
    }
    if (count == met.length) {
      met = Arrays.copyOf(met, 2 * count);
    }
    met[count++] = thing;
  }
}
