// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.explore.Discovery;
import org.mmkit.suite.explore.Reduction;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;

/**
 * Convicts every exhibit and acquits its twin, and compares what that took with the page of the
 * site; {@code -Dmmkit.updateBaselines} renews the page.
 */
class MuseumTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/museum.md");
  private static final long SEED = 20180809;
  private static final int BUDGET = 20_000;
  private static final int ACQUITTAL = 400;

  /** The last number of each family of the corpus, and the numbers that it leaves out. */
  private static final List<String> CORPUS =
      List.of(
          "A 21 12 13 16 20",
          "B 16 3 6 10 13",
          "C 20 7 8 9 16 17",
          "D 16 5 8 10",
          "E 12 5 7 9",
          "F 20 9 15 17",
          "G 26 4 14 23",
          "H 11 6 7",
          "I 16 13",
          "J 12 9",
          "K 15 3 10 11 14",
          "S 22");

  @Test
  void everyRowOfTheCorpusIsAnExhibit() {
    List<String> ids = Exhibits.all().stream().map(Exhibit::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(CORPUS.stream().flatMap(MuseumTest::rows).toList());
  }

  private static Stream<String> rows(String family) {
    String[] words = family.split(" ");
    List<String> missing = List.of(words).subList(2, words.length);
    return IntStream.rangeClosed(1, Integer.parseInt(words[1]))
        .filter(number -> !missing.contains(Integer.toString(number)))
        .mapToObj(number -> String.format(Locale.ROOT, "%s-%02d", words[0], number));
  }

  @Test
  void thePageSaysWhatConvictsEachExhibit() throws IOException {
    StringBuilder rows = new StringBuilder();
    List<String> wrong = new ArrayList<>();
    int convicted = 0;
    for (Exhibit exhibit : Exhibits.all()) {
      if (exhibit.told().isPresent()) {
        rows.append(told(exhibit));
        continue;
      }
      Hunt.Result result = Hunt.convict(exhibit, SEED, BUDGET, FiberKind.AUTO);
      Hunt.Result twin = Hunt.acquit(exhibit, exhibit.twin(), SEED, ACQUITTAL, FiberKind.AUTO);
      boolean acquitted = exhibit.shows().stream().noneMatch(twin.rules()::contains);
      if (!result.convicted() || !acquitted) {
        wrong.add(exhibit.id() + " shows " + result.rules() + ", its twin " + twin.rules());
      }
      convicted++;
      rows.append(row(exhibit, result));
    }
    String page = head(convicted) + rows;
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(wrong).isEmpty();
    assertThat(convicted).isGreaterThanOrEqualTo(90);
    assertThat(page).isEqualTo(Files.readString(PAGE));
  }

  @Test
  void whatPeopleGetWrongIsConvictedByWhatVerifyRuns() {
    for (Exhibit exhibit : Exhibits.all()) {
      if (exhibit.id().startsWith("S-") && !exhibit.by().contains(":")) {
        assertThat(Scenarios.byId(exhibit.by()).orElseThrow().settings())
            .as("%s is shown by %s", exhibit.id(), exhibit.by())
            .containsKey("gate");
      }
    }
  }

  private static String row(Exhibit exhibit, Hunt.Result result) {
    String subject = "`" + exhibit.strategy() + "`";
    String twin = "`" + exhibit.twin() + "`";
    if (!exhibit.defects().ids().isEmpty()) {
      subject += " + " + String.join(", ", exhibit.defects().ids());
    }
    Optional<Discovery> found = result.discovery();
    String code = found.map(d -> d.rule().code() + " " + d.rule().id()).orElse("");
    return line(
        exhibit.id(),
        exhibit.name(),
        subject,
        "`" + exhibit.by() + "`",
        code.isEmpty() ? String.join(" ", result.rules()) : code,
        exhibit.kind().name().toLowerCase(Locale.ROOT),
        found.map(d -> Long.toString(result.schedules())).orElse("1"),
        found.map(d -> steps(exhibit, d)).orElse(""),
        twin);
  }

  private static String steps(Exhibit exhibit, Discovery found) {
    Experiment run =
        new Experiment(
            Scenarios.byId(exhibit.by()).orElseThrow(),
            Setup.of(Scenarios.byId(exhibit.by()).orElseThrow(), exhibit.defects(), FiberKind.AUTO),
            Museum.strategy(exhibit.strategy()));
    Reduction small = Reduction.ofSchedule(run, found.schedule(), found.rule().code(), () -> {});
    return small.steps() + " (" + small.preemptions() + ")";
  }

  private static String told(Exhibit exhibit) {
    String reason = exhibit.told().orElseThrow();
    return line(exhibit.id(), exhibit.name(), "told: " + reason, "", "", "", "", "", "");
  }

  private static String line(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String head(int convicted) {
    return """
    # The museum

    The bugs of munmap's history, and those that could have been, each by the id that it has in the corpus. %d of them are exhibits: a strategy, or a path beside it with a defect
    switched on (`mmkit.defect`), convicted by a scenario, a case of conformance or a measure. The rest is told, with the reason. A test of the build makes this table by running all of it,
    each search ending at its first conviction, and acquits each twin: the same thing with the bug fixed.

    *Live*, where a JDK 21 or newer built the site: the runs of each family as cards that you step through:
    [A](live/museum-A.html) · [B](live/museum-B.html) · [C](live/museum-C.html) · [D](live/museum-D.html) · [E](live/museum-E.html) · [F](live/museum-F.html) ·
    [G](live/museum-G.html) · [H](live/museum-H.html) · [I](live/museum-I.html) · [K](live/museum-K.html) · [S](live/museum-S.html).

    *Schedules* is how many it took, bound by bound and then at random, with seed %d. *Steps* is the length of the run up to the broken rule once the schedule is as short as it gets, the set-up
    included; in brackets stand its preemptions. Class latent: it shows only in an environment that was switched on.

    | id | what is wrong | who | by | rule | class | schedules | steps | twin acquitted |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    """
        .formatted(convicted, SEED);
  }
}
