// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A strategy that is changed: what the course teaches, or one of the merged ones.
 *
 * @param id its name in tables
 * @param type the class of the strategy
 * @param files the sources that make it, by class name
 */
record Original(String id, String type, Map<String, Path> files) {
  private static final Path ROOT = Path.of("../..");
  private static final Path MODEL = ROOT.resolve("kit/model/src/main/java");
  private static final String UNMAP = "org.mmkit.unmap.";

  /** The shipped solution and three shipped strategies. */
  static List<Original> all() {
    return List.of(
        new Original(
            "solution",
            "student.MyUnmap",
            Map.of(
                "student.MyUnmap",
                ROOT.resolve("examples/first-strategy/solution/main/java/student/MyUnmap.java"))),
        shipped("merged-4.20", "merged.Merged420", "merged.MergedSteps", "merged.VmMunmap"),
        shipped("merged-5.8", "merged.Merged58"),
        shipped(
            "gather-6.12", "gather.Gather612", "gather.GatheredVmas", "gather.FixedReplacement"));
  }

  private static Original shipped(String id, String... classes) {
    Map<String, Path> files = new TreeMap<>();
    for (String name : classes) {
      files.put(UNMAP + name, MODEL.resolve((UNMAP + name).replace('.', '/') + ".java"));
    }
    return new Original(id, UNMAP + classes[0], files);
  }

  /** The sources as they are. */
  Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    files.forEach((name, file) -> sources.put(name, read(file)));
    return sources;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
