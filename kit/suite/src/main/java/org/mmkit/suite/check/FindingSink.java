// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import org.mmkit.machine.Rule;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.Told;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.FirstFindings;
import org.mmkit.suite.record.StrategyStep;

/**
 * Passes on what was found, with all that results say of it. Where other JVMs run other cases of
 * the stage, it cannot know which finding is the first of its rule, and passes both forms on.
 */
public final class FindingSink {
  private final StageRequest request;
  private final Progress progress;
  private final boolean apart;
  private final FirstFindings before = new FirstFindings();

  /** What is told of a broken rule, in full or in brief. */
  public interface Telling {
    /**
     * @param full whether it is the first of its rule
     */
    Form tell(boolean full);
  }

  /**
   * One way to tell of a broken rule.
   *
   * @param replay the command that shows it again
   * @param file the schedule that shows it
   * @param evidence how it came about, if a run shows it
   * @param way how the strategy came there
   */
  public record Form(
      Broken broken,
      String replay,
      Optional<CaseFile> file,
      Optional<Evidence> evidence,
      Way way) {}

  /**
   * How a strategy came to break a rule.
   *
   * @param walk what it did in the call that the finding is about
   * @param proved name of the diagnosis that runs have proved
   */
  public record Way(List<StrategyStep> walk, Optional<String> proved) {

    /** Nobody knows. */
    public static final Way UNKNOWN = new Way(List.of(), Optional.empty());

    public Way {
      walk = List.copyOf(walk);
      Objects.requireNonNull(proved);
    }
  }

  /** A sink for the findings of one stage. */
  public FindingSink(StageRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
    this.apart = request.asked().search().part().isPresent();
  }

  /**
   * A rule was broken, and no run shows how.
   *
   * @param caseName {@code stage/id}
   * @param replay the command that shows it again
   */
  public void broken(Broken broken, String caseName, String replay) {
    broken(broken, caseName, replay, Optional.empty(), Optional.empty(), Way.UNKNOWN);
  }

  /**
   * A rule was broken, and a run shows how. The evidence is kept for the first finding of its kind,
   * and for the first of a case.
   *
   * @param sched name of the file with the schedule
   * @param way how the strategy came there
   */
  public void broken(
      Broken broken,
      String caseName,
      String replay,
      Optional<String> sched,
      Optional<Evidence> evidence,
      Way way) {
    pass(record(broken, caseName, replay, sched, evidence, way));
  }

  /**
   * A rule was broken; what is told of the first finding of a rule is more than what is told of
   * others.
   *
   * @param caseName {@code stage/id}
   */
  public void broken(Rule rule, String caseName, Telling telling) {
    boolean fresh = before.isFirstOf(rule.code());
    if (fresh && apart) {
      Told first = told(telling.tell(true), caseName);
      Told later = told(telling.tell(false), caseName);
      before.next(first.finding());
      progress.either(first, later);
    } else {
      Told told = told(telling.tell(fresh), caseName);
      told.file().ifPresent(file -> progress.file(file.name(), file.text()));
      pass(told.finding());
    }
  }

  private Told told(Form form, String caseName) {
    Optional<String> sched = form.file().map(CaseFile::name);
    return new Told(
        record(form.broken(), caseName, form.replay(), sched, form.evidence(), form.way()),
        form.file());
  }

  private void pass(FindingRecord finding) {
    FindingRecord shown = before.next(finding);
    progress.finding(apart ? finding : shown);
  }

  private FindingRecord record(
      Broken broken,
      String caseName,
      String replay,
      Optional<String> sched,
      Optional<Evidence> evidence,
      Way way) {
    Rule rule = broken.rule();
    SortedSet<String> exhibits =
        Exhibits.shownBy(rule, caseName, request.subject().info().knownDefects());
    return new FindingRecord(
        FindingRecord.RuleRecord.of(rule, broken.findingClass()),
        broken.message() + onlyOn(broken),
        place(broken, evidence).by(way.walk()).withProved(way.proved()),
        caseName,
        replay,
        sched,
        evidence,
        exhibits);
  }

  /** The rules that were broken so far. */
  public Set<String> codes() {
    return before.codes();
  }

  /** Takes it that these rules alone were broken so far. */
  public void setCodes(Set<String> codes) {
    before.setCodes(codes);
  }

  private static String onlyOn(Broken broken) {
    return broken.machines().map(some -> " (matters only on " + some + ")").orElse("");
  }

  private static FindingRecord.Place place(Broken broken, Optional<Evidence> evidence) {
    FindingRecord.Place place = broken.place();
    int step = evidence.map(one -> one.marks().found()).orElse(0);
    return step == 0
        ? place
        : new FindingRecord.Place(place.task(), OptionalInt.of(step), place.source());
  }
}
