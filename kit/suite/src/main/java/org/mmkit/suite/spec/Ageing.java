// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import java.util.SortedSet;

/** Pages that the kernel may take: those that MADV_FREE gave up, and what MADV_PAGEOUT names. */
final class Ageing {
  /** Each more doubles what may be. */
  private static final int SHARED_MAX = 4;

  private Ageing() {}

  /** MADV_COLD and MADV_PAGEOUT of a part of a mapping. */
  static String age(Turn turn, Run run, String advice) {
    boolean device = run.attributes().object() == Objects.DEVICE;
    if (run.has(Flag.LOCKED) || run.has(Flag.HUGETLB) || device) {
      return "EINVAL";
    }
    if (advice.equals("PAGEOUT")) {
      pageOut(turn, run);
    }
    return "";
  }

  private static void pageOut(Turn turn, Run run) {
    if (run.has(Flag.DROPPABLE)) {
      mayLose(turn, run);
    } else if (!run.attributes().isAnonymous()) {
      turn.state().objects.mayLeaveMemory(run.attributes().object());
    }
    SortedSet<Long> freed = turn.state().lazilyFreed.subSet(run.start(), run.end());
    if (turn.state().hadChild || turn.state().isChild) {
      loseSome(turn, freed);
    } else if (!freed.isEmpty() && turn.choices().pick(2) == 1) {
      turn.state().frames.keySet().removeAll(freed);
      freed.clear();
    }
  }

  /** Pages that a child has too stay. */
  private static void loseSome(Turn turn, SortedSet<Long> freed) {
    if (freed.size() > SHARED_MAX) {
      throw new Open("which of many pages that were freed a child has, too");
    }
    for (long page : List.copyOf(freed)) {
      if (turn.choices().pick(2) == 1) {
        turn.state().frames.remove(page);
        freed.remove(page);
      }
    }
  }

  static void mayLose(Turn turn, Run run) {
    boolean held = !turn.state().frames.subMap(run.start(), run.end()).isEmpty();
    if (held && turn.choices().pick(2) == 1) {
      turn.state().frames.subMap(run.start(), run.end()).clear();
    }
  }
}
