// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.mmkit.plugin.cause.Cause;
import org.mmkit.plugin.cause.Causes;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.render.EvidenceText;

/**
 * Why a strategy did not pass: what to mend first in about ten lines, how it came about, and the
 * other causes in a line each.
 */
public final class CauseReport {
  private static final int OTHERS_MAX = 8;
  private static final int ANCHOR_MAX = 120;
  private static final String INDENT = "  ";

  private final StrategyRecord strategy;
  private final List<CauseCard> cards;

  /**
   * @param seed of the run
   */
  public CauseReport(StrategyRecord strategy, long seed, Sources sources) {
    this.strategy = strategy;
    List<CauseCard> all = new ArrayList<>();
    Set<String> anchors = new HashSet<>();
    for (Cause cause : Causes.of(strategy)) {
      String plain = (strategy.id() + "-" + cause.id()).replaceAll("[^A-Za-z0-9._-]+", "-");
      String anchor = plain.length() <= ANCHOR_MAX ? plain : plain.substring(0, ANCHOR_MAX);
      while (!anchors.add(anchor)) {
        anchor += "x";
      }
      all.add(new CauseCard(cause, strategy.id(), seed, anchor, sources));
    }
    this.cards = List.copyOf(all);
  }

  /** The causes, what to mend first at the head. */
  public List<CauseCard> cards() {
    return cards;
  }

  /** A sentence for each stage that tried nothing, which is no pass. */
  public List<String> silent() {
    return strategy.stages().stream()
        .filter(StageRecord::saysNothing)
        .map(CauseReport::nothingTried)
        .toList();
  }

  private static String nothingTried(StageRecord stage) {
    CaseRecord first = stage.cases().get(0);
    return "stage "
        + stage.id()
        + " skipped all of its "
        + stage.cases().size()
        + " cases, such as "
        + first.id()
        + ": "
        + first.headline();
  }

  /** One line: the verdict, and how many causes there are. */
  public String headline() {
    return strategy.id() + " " + strategy.verdict() + ": " + count();
  }

  private String count() {
    long programs =
        cards.stream()
            .map(CauseCard::cause)
            .map(Cause::programs)
            .flatMap(Set::stream)
            .distinct()
            .count();
    String causes = cards.size() + (cards.size() == 1 ? " cause" : " causes");
    return cards.isEmpty()
        ? String.join("; ", silent())
        : causes + " to mend, met by " + programs + (programs == 1 ? " program" : " programs");
  }

  /** All of it as lines for a terminal. */
  public List<String> lines(Paint paint) {
    List<String> lines = new ArrayList<>();
    lines.add(paint.bad(headline()));
    if (cards.isEmpty()) {
      return lines;
    }
    CauseCard first = cards.get(0);
    first.lines(paint).forEach(line -> lines.add(INDENT + line));
    first
        .evidence()
        .filter(evidence -> !evidence.blocks().isEmpty())
        .ifPresent(e -> EvidenceText.diagram(e).forEach(line -> lines.add(INDENT + line)));
    first.shownColumns().forEach(lines::add);
    Stream<CauseCard> others = cards.stream().skip(1).limit(OTHERS_MAX);
    others.forEach(card -> lines.addAll(item(card)));
    if (cards.size() > OTHERS_MAX + 1) {
      lines.add(cards.size() - OTHERS_MAX - 1 + " more causes are in the report");
    }
    silent().forEach(lines::add);
    return lines;
  }

  private static List<String> item(CauseCard card) {
    List<String> lines = new ArrayList<>();
    for (String line : EvidenceText.wrap("also: " + card.brief(), EvidenceText.WIDTH)) {
      lines.add(lines.isEmpty() ? line : INDENT + INDENT + INDENT + line);
    }
    return lines;
  }
}
