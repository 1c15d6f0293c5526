// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.ModelAnswers;
import org.mmkit.suite.target.NotModelled;

/**
 * How the running kernel differs from the one that answered the shipped cases, in the words of a
 * header's {@code with}. Model and specification are asked about a kernel that is the same.
 */
public final class KernelTraits {
  /** Why a case that they explain says nothing about this kernel. */
  public static final String REASON =
      "recorded on a kernel that maps a page of zeroes where memory is read; this one does not";

  private static final String WITH = "with";
  private static final String NO_ZERO_PAGE = "no-zero-page";

  private final SortedSet<String> words;

  /** Those that these words name. */
  KernelTraits(SortedSet<String> words) {
    this.words = words;
  }

  /** Asks a player. */
  static KernelTraits of(Seat player) throws Unplayable {
    SortedSet<String> words = new TreeSet<>();
    List<Program> probe =
        CaseParser.parse(
            "probe", "@probe | one page is read | P3\nmap(0,2)\nr(0)\nsmaps(0,'Rss')\n");
    if (player.play(HostProgram.of(probe.get(0))).result(2).equals("1")) {
      words.add(NO_ZERO_PAGE);
    }
    return new KernelTraits(words);
  }

  /** The words, separated by commas; empty for a kernel like the one that was recorded. */
  public String text() {
    return String.join(",", words);
  }

  /** The same program on such a kernel. */
  public Program of(Program program) {
    if (words.isEmpty()) {
      return program;
    }
    SortedMap<String, String> settings = new TreeMap<>(program.settings());
    SortedSet<String> all = new TreeSet<>(words);
    Arrays.stream(settings.getOrDefault(WITH, "").split(","))
        .filter(word -> !word.isEmpty())
        .forEach(all::add);
    settings.put(WITH, String.join(",", all));
    return new Program(program.header(), settings, program.steps());
  }

  /**
   * Whether this kernel's answers differ from a case for no other reason: the model gives these of
   * such a kernel, and what the case expects of the recorded one.
   */
  public boolean explain(Program program, Played played, StageRequest request) {
    try {
      return !words.isEmpty()
          && !isExpected(program, played.results())
          && ModelAnswers.of(of(program), request).equals(played.results())
          && isExpected(program, ModelAnswers.of(program, request));
    } catch (NotModelled e) {
      return false;
    }
  }

  private static boolean isExpected(Program program, List<String> results) {
    for (int i = 0; i < Math.min(results.size(), program.setup().size()); i++) {
      if (!program.setup().get(i).expected().matches(results.get(i))) {
        return false;
      }
    }
    return true;
  }
}
