// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mmkit.suite.explore.ExploreStage;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.explore.Sweep;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/** Which cases a whole run of {@code verify} has. */
public final class CaseIds {
  private CaseIds() {}

  /** The ids of a stage's cases; nothing for a stage that has no list of them. */
  public static Optional<SortedSet<String>> of(String stage) {
    return switch (stage) {
      case "conformance" ->
          Optional.of(ids(Cases.shipped().stream().filter(Program::isSequential)));
      case "race" -> Optional.of(ids(Scenarios.races().stream()));
      case "explore" -> {
        SortedSet<String> ids = ids(Scenarios.shipped().stream().filter(Scenarios::isOfTheGate));
        ids.addAll(ids(Sweep.programs().stream()));
        ids.addAll(List.of(ExploreStage.REPEATABLE, ExploreStage.GOALS));
        yield Optional.of(ids);
      }
      default -> Optional.empty();
    };
  }

  private static SortedSet<String> ids(Stream<Program> programs) {
    SortedSet<String> ids = new TreeSet<>();
    programs.forEach(program -> ids.add(program.id()));
    return ids;
  }
}
