// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.Evidence.Block;
import org.mmkit.suite.record.Evidence.Deed;

/** What chance decides in a run beside which task runs next: its words in a diagram, and more. */
public final class Chance {

  /** Words in a diagram, and a sentence without its full stop in which %s is the task. */
  private record Words(String diagram, String sentence) {}

  private static final Map<ChoiceKind, Words> WORDS =
      Map.of(
          ChoiceKind.NEED_RESCHED,
          new Words("resched wanted", "the scheduler wants the CPU of %s back"),
          ChoiceKind.ALLOC_FAILS,
          new Words("alloc fails", "an allocation of %s fails"),
          ChoiceKind.SIGNAL,
          new Words("fatal signal", "a fatal signal reaches %s while it waits for the lock"),
          ChoiceKind.FRAME_REUSE,
          new Words("memory reused", "%s gets memory that was freed just before"),
          ChoiceKind.STALE_READ,
          new Words("old value read", "%s reads a value that is no longer the newest"),
          ChoiceKind.PAGE_BUSY,
          new Words("page busy", "the page that %s wants is locked"));

  private Chance() {}

  /**
   * The words in a diagram.
   *
   * @param kind the name of a {@link ChoiceKind}
   */
  static String words(String kind) {
    return words(ChoiceKind.valueOf(kind)).diagram;
  }

  private static Words words(ChoiceKind kind) {
    return java.util.Objects.requireNonNull(WORDS.get(kind));
  }

  /** Sentences that say what chance did in a run, in order and each once; none if nothing. */
  public static Set<String> sentences(Evidence evidence) {
    Set<String> sentences = new LinkedHashSet<>();
    for (Block block : evidence.blocks()) {
      for (Deed deed : block.deeds()) {
        String word = deed.text().replaceFirst(" ×\\d+$", "");
        for (ChoiceKind kind : ChoiceKind.values()) {
          if (words(kind).diagram.equals(word)) {
            sentences.add(String.format(words(kind).sentence, block.task()));
          }
        }
      }
    }
    return sentences;
  }
}
