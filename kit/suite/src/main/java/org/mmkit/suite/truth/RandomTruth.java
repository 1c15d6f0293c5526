// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.fuzz.ProgramMaker;
import org.mmkit.suite.host.Host;
import org.mmkit.suite.host.HostFacts;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.record.CaseRecord;

/**
 * Random programs, a thousand to a case. Of each kind of difference the first is shown. What became
 * of them is written to a file of records as they go.
 */
final class RandomTruth {
  private static final int CHUNK = 1000;

  /** Programs that are made at once, of which the kernel plays some ahead. */
  private static final int AHEAD = 500;

  private static final String FILE = "random.record";

  private final TruthCase cases;
  private final Progress progress;
  private final ProgramMaker maker;
  private final long from;
  private final long end;
  private final Count all = new Count();
  private final StringBuilder chunks = new StringBuilder();

  RandomTruth(StageRequest request, TruthCase cases, Progress progress) {
    HostUse use = request.asked().goal().host();
    this.cases = cases;
    this.progress = progress;
    this.maker = new ProgramMaker(request.seed());
    this.from = use.from();
    this.end = from + use.programs();
    chunks.append("kernel ").append(HostFacts.release()).append('\n');
    chunks.append("strategy ").append(request.subject().info().reference()).append('\n');
    chunks.append("seed ").append(request.seed()).append('\n');
  }

  /** How many cases they are. */
  int chunks() {
    return (int) ((end - from + CHUNK - 1) / CHUNK);
  }

  /** Compares all, and tells what became of them. */
  Count run() {
    for (long first = from; first < end; first += CHUNK) {
      long begin = first;
      long behind = Math.min(end, first + CHUNK);
      String id = "random-" + begin + "-" + (behind - 1);
      progress.run(id, "", () -> judge(id, begin, behind));
    }
    return all;
  }

  private CaseRecord judge(String id, long first, long behind) {
    List<String> lines = new ArrayList<>();
    Count count = new Count();
    for (long number = first; number < behind; number += AHEAD) {
      compare(number, Math.min(behind, number + AHEAD), count, lines);
    }
    all.add(count);
    chunks.append(id).append(": ").append(count.text()).append('\n');
    progress.file(FILE, chunks + "all: " + all.text() + "\n" + all.lines());
    if (count.isClean()) {
      return CaseRecord.pass(id, "", count.text());
    }
    String known = lines.isEmpty() ? ", all of kinds that were shown before" : "";
    lines.add(0, count.text() + known);
    return CaseRecord.fail(id, "", String.join("\n", lines));
  }

  private void compare(long first, long behind, Count count, List<String> lines) {
    List<Host.Ready> programs = new ArrayList<>();
    for (long number = first; number < behind; number++) {
      programs.add(Host.playable(maker.alone(number)));
    }
    progress.beginRun(false);
    for (Witnesses.Asked asked : ask(programs)) {
      asked
          .compared()
          .ifPresentOrElse(one -> add(one, count, lines), () -> count.skip(asked.skipped()));
    }
  }

  private List<Witnesses.Asked> ask(List<Host.Ready> programs) {
    try {
      return cases.ask(programs);
    } catch (Unplayable gone) {
      throw new IllegalStateException(gone.reason(), gone);
    }
  }

  private void add(Compared compared, Count count, List<String> lines) {
    count.add(compared);
    for (Difference one : compared.differences()) {
      if (count.differs(one.kind()) && !all.hasSeen(one.kind())) {
        lines.addAll(cases.write(compared, one));
      }
    }
  }
}
