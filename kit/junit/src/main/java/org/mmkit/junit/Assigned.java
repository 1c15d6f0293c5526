// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.program.Program;
import org.mmkit.unmap.UnmapStrategy;

/**
 * What an annotation of a test class asks for, of one stage.
 *
 * @param stage whose cases run
 * @param strategy that they run on
 * @param cases which of them
 * @param schedules how many, where the stage searches
 */
record Assigned(
    ShippedStage stage, Class<? extends UnmapStrategy> strategy, CaseGlob cases, int schedules) {

  /** Whether a class has one of the annotations. */
  static boolean isOn(Class<?> type) {
    return !of(type).isEmpty();
  }

  /** All that the annotations of a class ask for, in the order in which the stages run. */
  static List<Assigned> of(Class<?> type) {
    List<Assigned> all = new ArrayList<>();
    Conformance conformance = type.getAnnotation(Conformance.class);
    if (conformance != null) {
      CaseGlob cases = new CaseGlob(conformance.cases());
      all.add(new Assigned(ShippedStage.CONFORMANCE, conformance.value(), cases, 1));
    }
    Race race = type.getAnnotation(Race.class);
    if (race != null) {
      CaseGlob cases = new CaseGlob(race.cases());
      all.add(new Assigned(ShippedStage.RACE, race.value(), cases, race.schedules()));
    }
    Explore explore = type.getAnnotation(Explore.class);
    if (explore != null) {
      CaseGlob cases = new CaseGlob(explore.cases());
      all.add(new Assigned(ShippedStage.EXPLORE, explore.value(), cases, explore.schedules()));
    }
    Rung rung = type.getAnnotation(Rung.class);
    if (rung != null) {
      for (ShippedStage stage : ShippedStage.values()) {
        CaseGlob cases = new CaseGlob(rung.cases());
        all.add(new Assigned(stage, rung.value(), cases, rung.schedules()));
      }
    }
    return all;
  }

  /** Its cases, by id. */
  Map<String, Program> programs(CaseGlob wanted) {
    boolean all = cases.text().strip().equals("*");
    Map<String, Program> some = new LinkedHashMap<>();
    stage
        .programs()
        .forEach(
            (id, program) -> {
              String name = stage.id() + "/" + id;
              if (cases.matches(name) && wanted.matches(name) && (!all || stage.isUsual(program))) {
                some.put(id, program);
              }
            });
    return some;
  }
}
