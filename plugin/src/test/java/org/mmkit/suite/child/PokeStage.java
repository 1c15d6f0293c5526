// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.Rule;
import org.mmkit.machine.RuleInfo;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.Lane;
import org.mmkit.unmap.UnmapContext;

/**
 * Calls munmap once in each of three cases. A positive result fails the case; {@code -EPERM} is a
 * finding that exhibits A-08.
 */
final class PokeStage implements Stage {
  private static final List<String> CASES = List.of("first", "second", "third");

  private final String id;

  PokeStage(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<Tier> tiers() {
    return EnumSet.allOf(Tier.class);
  }

  @Override
  public boolean searches() {
    return true;
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    List<String> cases = CASES.stream().filter(c -> request.selects(id, c)).toList();
    progress.expect(cases.size());
    progress.printingTask(() -> "T1");
    for (String name : cases) {
      progress.run(name, "P1", () -> poke(name, request, progress));
    }
    TreeMap<String, Long> measures = new TreeMap<>();
    measures.put("seed", request.seed());
    Lane lane = new Lane("undisturbed", "T1", Lane.Mode.WRITE, 0, 1000);
    return new StageResult(measures, List.of(lane), new TreeSet<>(List.of("A-08", "B-01")));
  }

  private CaseRecord poke(String name, StageRequest request, Progress progress) {
    int result = request.subject().newStrategy().munmap(kernel(), 0x10000, 4096);
    if (result == -1) {
      String replay = request.replay(id, name);
      progress.finding(
          FindingRecord.of(new PokeRule(), "munmap failed", id + "/" + name, replay)
              .withExhibits(List.of("A-08")));
      return CaseRecord.fail(name, "P1", "munmap failed.\n1 T1 munmap\n2 T1 returns -1");
    }
    return result > 0
        ? CaseRecord.fail(name, "P1", "munmap returned " + result + ".\n1 T1 munmap")
        : CaseRecord.pass(name, "P1");
  }

  /** A kernel in which nothing happens. */
  private static UnmapContext kernel() {
    return (UnmapContext)
        Proxy.newProxyInstance(
            PokeStage.class.getClassLoader(),
            new Class<?>[] {UnmapContext.class},
            (proxy, method, arguments) ->
                method.getReturnType() == int.class
                    ? (Object) 0
                    : method.getReturnType() == boolean.class
                        ? (Object) Boolean.FALSE
                        : method.getReturnType() == long.class ? (Object) 4096L : null);
  }

  private static final class PokeRule implements Rule {
    @Override
    public RuleInfo info() {
      return RuleInfo.safety("MM9999", "L9", "munmap is not permitted");
    }
  }
}
