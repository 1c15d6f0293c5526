// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.mmkit.machine.Rule;

/**
 * The table of bugs: which bug shows which rule in which case, with which strategy, and what is
 * right there. Its files are the only place that says so.
 */
public final class Exhibits {
  private static final List<String> FAMILIES =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "s");

  /** Its cases are so many that a bug which shows in one of them may show in any. */
  private static final String CONFORMANCE = "conformance";

  /** Its programs are made at random: what a strategy has may show in any of them. */
  private static final String FUZZ = "fuzz/";

  private static final List<Exhibit> ALL = read();

  private Exhibits() {}

  /** The exhibits in the order of the corpus. */
  public static List<Exhibit> all() {
    return ALL;
  }

  /** The ids of the bugs that a strategy of the kit is known to have. */
  public static SortedSet<String> knownOf(String strategy) {
    return ids(exhibit -> exhibit.owners().contains(strategy));
  }

  /** The ids of the bugs that one of some cases of a stage shows where the strategy has them. */
  public static SortedSet<String> reachableBy(String stage, Collection<String> caseIds) {
    List<String> names = caseIds.stream().map(id -> stage + "/" + id).toList();
    return ids(exhibit -> names.stream().anyMatch(exhibit.reachedBy()));
  }

  /**
   * The ids of the bugs that a broken rule shows.
   *
   * @param caseName the case that broke it, as {@code stage/case}
   * @param known the ids of the bugs that the strategy has
   */
  public static SortedSet<String> shownBy(Rule rule, String caseName, Collection<String> known) {
    return ids(
        exhibit ->
            known.contains(exhibit.id()) && exhibit.mayBreak(rule) && reaches(caseName, exhibit));
  }

  private static boolean reaches(String caseName, Exhibit exhibit) {
    if (caseName.startsWith(FUZZ)) {
      return true;
    }
    return caseName.startsWith(CONFORMANCE + "/")
        ? exhibit.isReachedIn(CONFORMANCE)
        : exhibit.isReachedBy(caseName);
  }

  private static SortedSet<String> ids(Predicate<Exhibit> which) {
    TreeSet<String> ids = new TreeSet<>();
    ALL.stream().filter(which).map(Exhibit::id).forEach(ids::add);
    return ids;
  }

  private static List<Exhibit> read() {
    List<Exhibit> all = new ArrayList<>();
    for (String family : FAMILIES) {
      String file = family + ".exhibits";
      try (InputStream in = Exhibits.class.getResourceAsStream(file)) {
        all.addAll(
            ExhibitParser.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the exhibits in " + file, e);
      }
    }
    return List.copyOf(all);
  }
}
