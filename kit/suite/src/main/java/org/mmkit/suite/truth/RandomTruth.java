// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.fuzz.ProgramMaker;
import org.mmkit.suite.host.Host;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.target.NotModelled;

/** Random programs, a thousand to a case. Of each kind of difference the first is shown. */
final class RandomTruth {
  private static final int CHUNK = 1000;

  private final TruthCase cases;
  private final Progress progress;
  private final ProgramMaker maker;
  private final int programs;

  /** How often each kind of difference was seen. */
  private final Map<String, Integer> kinds = new TreeMap<>();

  RandomTruth(StageRequest request, TruthCase cases, Progress progress) {
    this.cases = cases;
    this.progress = progress;
    this.maker = new ProgramMaker(request.seed());
    this.programs = request.asked().goal().host().programs();
  }

  /** How many cases they are. */
  int chunks() {
    return (programs + CHUNK - 1) / CHUNK;
  }

  void run() {
    for (int chunk = 0; chunk < chunks(); chunk++) {
      int from = chunk * CHUNK;
      int to = Math.min(programs, from + CHUNK);
      String id = "random-" + from + "-" + (to - 1);
      progress.run(id, "", () -> judge(id, from, to));
    }
  }

  private CaseRecord judge(String id, int from, int to) {
    List<String> lines = new ArrayList<>();
    int differing = 0;
    int skipped = 0;
    for (int number = from; number < to; number++) {
      progress.beginRun(false);
      try {
        Compared compared = cases.ask(Host.playable(maker.alone(number)));
        List<Difference> differences = compared.differences();
        differing += differences.isEmpty() ? 0 : 1;
        for (Difference one : differences) {
          if (kinds.merge(one.kind(), 1, Integer::sum) == 1) {
            lines.addAll(cases.write(compared, one));
          }
        }
      } catch (Unplayable | NotModelled e) {
        skipped++;
      }
    }
    int compared = to - from - skipped;
    String summary =
        compared + " programs compared, " + skipped + " skipped, " + differing + " differ";
    if (differing == 0) {
      return CaseRecord.pass(id, "", summary);
    }
    lines.add(0, summary + (lines.isEmpty() ? ", all of kinds that were shown before" : ""));
    return CaseRecord.fail(id, "", String.join("\n", lines));
  }
}
