// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.List;
import java.util.Objects;
import org.mmkit.suite.json.JsonField;

/**
 * How a rule was broken, as a run shows it. Steps are counted from 1, from where the tasks start.
 *
 * @param sentence one sentence of plain English
 * @param report lines in the manner of the kernel's log
 * @param setup the calls that ran before the tasks started
 * @param tasks names of the tasks, in the order of their columns
 * @param blocks what ran, without a switch of tasks within a block
 * @param marks which of the steps matter most
 * @param maps the mappings at three moments
 * @param moments the state before the first step and behind each step, as far as it was recorded
 */
public record Evidence(
    String sentence,
    List<String> report,
    List<String> setup,
    List<String> tasks,
    List<Block> blocks,
    @JsonField(inline = true) Marks marks,
    @JsonField(inline = true) Maps maps,
    List<Moment> moments) {

  public Evidence {
    Objects.requireNonNull(sentence);
    report = List.copyOf(report);
    setup = List.copyOf(setup);
    tasks = List.copyOf(tasks);
    blocks = List.copyOf(blocks);
    Objects.requireNonNull(marks);
    Objects.requireNonNull(maps);
    moments = List.copyOf(moments);
  }

  /** A run whose states were not recorded. */
  public Evidence(
      String sentence,
      List<String> report,
      List<String> setup,
      List<String> tasks,
      List<Block> blocks,
      Marks marks,
      Maps maps) {
    this(sentence, report, setup, tasks, blocks, marks, maps, List.of());
  }

  /**
   * Which of the steps matter most.
   *
   * @param conflict the two steps that should not have come in this order; empty if none are known
   * @param found the step at which it showed, or 0 if that was after the tasks
   * @param noReturn the step from which no continuation that was tried avoids it, or 0 if unknown
   * @param left how many steps of the tasks are not shown, because they come after it showed
   */
  public record Marks(
      List<Integer> conflict,
      @JsonField(name = "found_step") int found,
      @JsonField(name = "no_return_step") int noReturn,
      @JsonField(name = "steps_left_out") int left) {

    public Marks {
      conflict = List.copyOf(conflict);
    }
  }

  /** Why the task of a block did not go on. */
  public enum End {
    /** Somebody else came first, though it could have gone on. */
    PREEMPTED,
    /** It has to wait. */
    WAITS,
    /** It has done all that it had to, or the run is over. */
    DONE
  }

  /**
   * What one task did in one go.
   *
   * @param task its name
   * @param deeds in their order
   * @param end why it did not go on
   * @param at the step that it stands before, or what it waits for; may be empty
   */
  public record Block(
      String task, List<Deed> deeds, @JsonField(lowerCase = true) End end, String at) {

    public Block {
      Objects.requireNonNull(task);
      deeds = List.copyOf(deeds);
      Objects.requireNonNull(end);
      Objects.requireNonNull(at);
    }
  }

  /**
   * One or more steps, in one word; a call or its result, which is no step of its own.
   *
   * @param step the first of them, or the one that follows
   * @param text such as {@code set pte} or {@code -> OK}
   */
  public record Deed(int step, String text) {

    public Deed {
      Objects.requireNonNull(text);
    }
  }

  /**
   * Lines of /proc/self/maps, those of the arena.
   *
   * @param before when the tasks start
   * @param found when it showed
   * @param after when the tasks have ended
   */
  public record Maps(
      @JsonField(name = "maps_before") List<String> before,
      @JsonField(name = "maps_found") List<String> found,
      @JsonField(name = "maps_after") List<String> after) {

    public Maps {
      before = List.copyOf(before);
      found = List.copyOf(found);
      after = List.copyOf(after);
    }
  }
}
