// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/** A stage whose cases are tests, with the programs that come with the kit. */
enum ShippedStage {
  CONFORMANCE(
      "conformance",
      "case",
      Cases.FOLDER,
      () -> Cases.shipped().stream().filter(Program::isSequential).toList()),
  RACE("race", "race", "org/mmkit/suite/race/", Scenarios::races),
  EXPLORE("explore", "explore", "org/mmkit/suite/explore/", Scenarios::shipped);

  /** The setting of scenarios that run where not all do. */
  private static final String GATE = "gate";

  private final String id;
  private final String segment;
  private final String folder;
  private final Supplier<List<Program>> read;
  private @Nullable Map<String, Program> byId;

  ShippedStage(String id, String segment, String folder, Supplier<List<Program>> read) {
    this.id = id;
    this.segment = segment;
    this.folder = folder;
    this.read = read;
  }

  /** The stage of a segment of unique ids. */
  static Optional<ShippedStage> ofSegment(String type) {
    return Stream.of(values()).filter(stage -> stage.segment.equals(type)).findFirst();
  }

  /** The name of the stage. */
  String id() {
    return id;
  }

  /** The type of the segments of its cases in unique ids. */
  String segment() {
    return segment;
  }

  /** The resource that a program stands in. */
  String resource(Program program) {
    return folder + program.file();
  }

  /** Whether schedules are drawn at random there. */
  boolean searches() {
    return this != CONFORMANCE;
  }

  /** Whether a program runs where all are asked for. */
  boolean isUsual(Program program) {
    return this != EXPLORE || program.settings().containsKey(GATE);
  }

  /** Its programs by id, read once and only if there is a class to run them on. */
  synchronized Map<String, Program> programs() {
    Map<String, Program> known = byId;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Program program : read.get()) {
        known.putIfAbsent(program.id(), program);
      }
      byId = known;
    }
    return known;
  }
}
