// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.turn.Move;
import org.mmkit.machine.turn.Stop;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.render.EvidenceMaker;

/** The turns of a run in words, without what comes of its calls. */
final class TurnRows {
  private static final String RESULT = "-> ";

  private TurnRows() {}

  /**
   * A row for each turn.
   *
   * @param shown how many; of the last of them is not said why it ends, unless somebody else comes
   *     first; all if less than 1
   */
  static List<String> of(Program program, RunFacts facts, int shown) {
    List<Move.Turn> turns = facts.turnList();
    List<StringBuilder> words = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    long steps = 0;
    List<String> before = new ArrayList<>();
    for (Move.Turn turn : turns) {
      before.add("");
      steps += turn.steps();
      ends.add(steps);
      words.add(new StringBuilder());
    }
    int at = 0;
    for (Evidence.Block block : new EvidenceMaker(program, facts.outcome()).ofAll().blocks()) {
      while (at < turns.size() - 1
          && (!turns.get(at).task().equals(block.task())
              || !block.deeds().isEmpty() && block.deeds().get(0).step() > ends.get(at))) {
        at++;
      }
      for (Evidence.Deed deed : block.deeds()) {
        add(words.get(at), deed.text());
      }
      if (block.end() == Evidence.End.PREEMPTED && !block.at().isEmpty()) {
        before.set(at, " before " + block.at());
      }
    }
    List<String> rows = new ArrayList<>();
    int last = shown < 1 ? turns.size() : Math.min(shown, turns.size());
    for (int turn = 0; turn < last; turn++) {
      boolean hidden = shown > 0 && turn == last - 1;
      rows.add(
          turns.get(turn).task()
              + ": "
              + (words.get(turn).isEmpty() ? "begins" : words.get(turn))
              + end(turns.get(turn).stop(), before.get(turn), hidden));
    }
    return rows;
  }

  private static void add(StringBuilder words, String deed) {
    int result = deed.indexOf(RESULT);
    String text = result < 0 ? deed : deed.substring(0, result).strip();
    if (!text.isEmpty()) {
      boolean opens = words.length() > 0 && words.charAt(words.length() - 1) == ':';
      words.append(words.isEmpty() ? "" : opens ? " " : ", ").append(text);
    }
  }

  private static String end(Stop stop, String before, boolean hidden) {
    if (stop instanceof Stop.Before) {
      return " (preempted" + before + ")";
    }
    return hidden ? " (its turn ends)" : stop instanceof Stop.Waits ? " (it waits)" : " (it ends)";
  }
}
