// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.load.Point;

/**
 * The references at the points of shipped loads: a function of this version, which the build
 * computes once. A line has grid, profile, point, and the numbers of a {@link Reference}.
 */
final class References {
  private static final String FILE = "/org/mmkit/suite/loads/references.txt";
  private static final String NONE = "-";
  private static final int FIELDS = 8;

  private final TreeMap<String, Reference> byKey = new TreeMap<>();

  /** Those that are shipped. */
  static References shipped() {
    try (InputStream in = References.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the references are missing: " + FILE);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  static References parse(String text) {
    References references = new References();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              String[] f = line.split(" ", FIELDS);
              references.byKey.put(
                  f[0] + " " + f[1] + " " + f[2],
                  new Reference(
                      Long.parseLong(f[3]),
                      Long.parseLong(f[4]),
                      Long.parseLong(f[5]),
                      Long.parseLong(f[6]),
                      faults(f[7])));
            });
    return references;
  }

  private static List<Long> faults(String field) {
    return field.equals(NONE)
        ? List.of()
        : Stream.of(field.split(",", -1)).map(Long::valueOf).toList();
  }

  /** Where exclusive runs under a rule of the lock that is not the profile's own. */
  static String key(PerfGrid grid, String profile, String policy, Point point) {
    return grid.text() + "@" + policy + " " + profile + " " + point.name();
  }

  static String key(PerfGrid grid, String profile, Point point) {
    return grid.text() + " " + profile + " " + point.name();
  }

  static String line(String key, Reference reference) {
    return key
        + " "
        + reference.exclusiveOps()
        + " "
        + reference.exclusiveSpread()
        + " "
        + reference.idealOps()
        + " "
        + reference.exclusiveMunmapNs()
        + " "
        + (reference.exclusiveFaultNs().isEmpty()
            ? NONE
            : reference.exclusiveFaultNs().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",")));
  }

  Optional<Reference> find(PerfGrid grid, String profile, String policy, Point point) {
    return Optional.ofNullable(byKey.get(key(grid, profile, policy, point)));
  }

  Optional<Reference> find(PerfGrid grid, String profile, Point point) {
    return Optional.ofNullable(byKey.get(key(grid, profile, point)));
  }
}
