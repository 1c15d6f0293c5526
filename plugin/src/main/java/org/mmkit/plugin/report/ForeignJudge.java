// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.child.ShippedIds;
import org.mmkit.suite.record.Provenance;

/**
 * Whether what was judged brought its judge along: a JDK, flags that load code, or code in Maven's
 * own JVM; or a strategy that comes with mmkit in place of its own. A result of such a run says
 * nothing, unless whoever asked gave these himself.
 */
final class ForeignJudge {
  private static final String ASKED = "command line";
  private static final Set<String> OWN_JDKS = Set.of("auto", "same");

  /** Flags of the judged JVM that load nothing. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(-X(m[xsn]|ss)\\d+[kKmMgG]?|-XX:[+]Use\\w+GC|-XX:\\w+=\\d+[kKmMgG]?|-ea|-da"
              + "|-D(?!(java|jdk|sun|com[.]sun|maven)[.])[^@]*)?");

  private ForeignJudge() {}

  /**
   * @param parameters those that are not their defaults
   * @throws InputException if one of them puts something in the place of the judge
   */
  static void refuse(Path file, List<Provenance.Setting> parameters) {
    String foreign = words(parameters, ForeignJudge::judges);
    if (!foreign.isEmpty()) {
      throw new InputException(
          file
              + " was judged by what the project itself brings: "
              + foreign
              + ". Judge its sources by mmkit:grade, or give this on the command line if it is"
              + " meant.");
    }
  }

  /**
   * @param parameters those that are not their defaults
   * @throws InputException if the project itself set one of them
   */
  static void refuseAll(Path file, List<Provenance.Setting> parameters) {
    String own = words(parameters, one -> true);
    if (!own.isEmpty()) {
      throw new InputException(
          file
              + " was judged as the project itself asks (mmkit.pomDecides=false): "
              + own
              + ". Give this on the command line if it is meant, or judge the sources by"
              + " mmkit:grade.");
    }
  }

  /** Those of a kind that nobody gave on the command line. */
  private static String words(
      List<Provenance.Setting> parameters, Predicate<Provenance.Setting> kind) {
    return parameters.stream()
        .filter(one -> !one.from().equals(ASKED) && kind.test(one))
        .map(Provenance.Setting::words)
        .collect(Collectors.joining(", "));
  }

  private static boolean judges(Provenance.Setting one) {
    return switch (one.name()) {
      case "mmkit.jvm" -> !OWN_JDKS.contains(one.value());
      case "mmkit.argLine", ".mvn/jvm.config" ->
          !List.of(one.value().split("\\s+")).stream()
              .allMatch(word -> HARMLESS.matcher(word).matches());
      // The kernel answers in place of the strategy.
      case "mmkit.target" -> true;
      // Nothing that was handed in is judged.
      case "mmkit.strategy" ->
          List.of(one.value().split(",")).stream()
              .allMatch(name -> ShippedIds.contains(name.strip()));
      default -> !one.name().startsWith("mmkit.");
    };
  }
}
