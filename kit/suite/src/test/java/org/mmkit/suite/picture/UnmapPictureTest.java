// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.machine.turn.Turns;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.Moment;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;

/**
 * One munmap in six pictures, from a run of the model: which part of a page's way from the VMA to
 * the frame is still there after each act.
 */
class UnmapPictureTest {
  private static final String STRATEGY = "merged-5.8";
  private static final String PROGRAM =
      """
      @picture | the middle page of three | explore
      map(0,3)
      w(0,'a')
      w(1,'b')
      w(2,'c')
      T1: r(1)
      T2: unmap(1,1)
      """;

  /** What one of the pictures shows: the state behind the first moment that fits. */
  private record Act(String title, String words, Predicate<Moment> shows) {}

  private static final List<Act> ACTS =
      List.of(
          new Act("before", "three pages, one VMA", moment -> moment.task().isEmpty()),
          new Act(
              "split", "the VMA is cut at both ends", moment -> changes(moment, "vma 1-2", "rw-p")),
          new Act("detach", "nobody finds the VMA", moment -> changes(moment, "vma 1-2", "")),
          new Act("zap", "downgraded; the entry is gone", moment -> changes(moment, "pte 1", "")),
          new Act(
              "flush",
              "no CPU has the page in its TLB",
              moment -> changes(moment, "tlb of cpu 0 1", "")),
          new Act(
              "free",
              "now the frame may be used again",
              moment -> moment.changes().containsKey("count frames in use")));

  private static boolean changes(Moment moment, String name, String value) {
    return value.equals(moment.changes().get(name));
  }

  @Test
  void anUnmapInSixPictures() throws IOException {
    Svg svg =
        new Svg(
            StatePanel.WIDTH * 3,
            StatePanel.HEIGHT * 2,
            "munmap of the middle page of three: split, detach, zap, flush, free");
    TreeMap<String, String> state = new TreeMap<>();
    List<String> drawn = new ArrayList<>();
    for (Moment moment : moments()) {
      merge(state, moment.changes());
      if (drawn.size() < ACTS.size() && ACTS.get(drawn.size()).shows().test(moment)) {
        Act act = ACTS.get(drawn.size());
        new StatePanel(svg, drawn.size()).draw(act.title(), act.words(), state);
        drawn.add(act.title());
      }
    }
    assertThat(drawn).hasSameSizeAs(ACTS);
    svg.assertIsOnSite("munmap-in-six-pictures.svg");
  }

  private static void merge(Map<String, String> state, SortedMap<String, String> changes) {
    changes.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            state.remove(name);
          } else {
            state.put(name, value);
          }
        });
  }

  private static List<Moment> moments() {
    CaseParser parser = new CaseParser();
    parser.add("picture", PROGRAM);
    Program program = parser.finish().get(0);
    Experiment run =
        new Experiment(
            program, Setup.of(program, Defects.NONE, FiberKind.AUTO), Museum.strategy(STRATEGY));
    return new EvidenceMaker(program, run.traceWithStates(new TurnReplay(new Turns(List.of()))))
        .ofAll()
        .moments();
  }
}
