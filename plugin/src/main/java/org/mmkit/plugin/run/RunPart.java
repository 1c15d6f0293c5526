// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.RecordCodec;
import org.mmkit.suite.record.PlainText;
import org.mmkit.suite.record.Provenance;

/**
 * Some parts of a run, {@code run-shard.json}. To add parts up is associative, and their order does
 * not matter.
 *
 * @param provenance what the run is of
 * @param asked what was asked for, of all cases
 * @param jvm what the first of the parts was judged in
 * @param remarks on the student's classes
 * @param of how many parts the run has
 * @param present the parts that are here, from 1
 * @param strategies in the order in which they were asked for
 */
public record RunPart(
    Provenance provenance,
    JudgeRequest asked,
    Jvm jvm,
    List<Remark> remarks,
    int of,
    SortedSet<Integer> present,
    List<StrategyPart> strategies) {
  private static final int SCHEMA = 1;

  /** The JVM that judged, as text. */
  record Jvm(String home, String version, String why, String fiber) {

    static Jvm of(JudgedJvm jvm) {
      return new Jvm(jvm.home().toString(), jvm.version(), jvm.why(), jvm.fiber());
    }

    JudgedJvm judged() {
      return new JudgedJvm(Path.of(home), version, why, fiber);
    }
  }

  public RunPart {
    Objects.requireNonNull(provenance);
    Objects.requireNonNull(asked);
    remarks = List.copyOf(remarks);
    present = new TreeSet<>(present);
    strategies = List.copyOf(strategies);
  }

  /** The JSON form. */
  public String toJson() {
    return RecordCodec.document(SCHEMA, this);
  }

  /**
   * Reads the JSON form.
   *
   * @throws JsonException if the text is something else
   */
  public static RunPart fromJson(String text) {
    Head head = RecordCodec.readDocument(text, SCHEMA, Head.class);
    RunPart part = RecordCodec.read(text, RunPart.class, s -> PlainText.lines(s, Frame.STRING_MAX));
    if (head.of() < 1 || part.present.isEmpty() || part.present.first() < 1) {
      throw new JsonException("JSON: no part of a run");
    }
    return part;
  }

  /** What tells the version. */
  private record Head(int of) {}

  /**
   * Both together.
   *
   * @throws InputException if they are not of the same run
   */
  public RunPart plus(RunPart other) {
    if (!provenance.kit().equals(other.provenance.kit())) {
      throw different("were judged by different versions of mmkit");
    }
    if (!provenance.submission().equals(other.provenance.submission())) {
      throw different("are of different classes");
    }
    if (!asked.cases().files().equals(other.asked.cases().files())) {
      throw different(
          "began with different programs (mmkit.cases, and mmkit.corpus of mmkit:fuzz)");
    }
    if (!provenance.equals(other.provenance) || !asked.equals(other.asked)) {
      throw different("were asked for with different parameters");
    }
    if (of != other.of || strategies.size() != other.strategies.size()) {
      throw different("are of " + of + " and " + other.of + " parts");
    }
    List<StrategyPart> both = new ArrayList<>();
    for (int i = 0; i < strategies.size(); i++) {
      both.add(strategies.get(i).plus(other.strategies.get(i)));
    }
    TreeSet<Integer> all = new TreeSet<>(present);
    all.addAll(other.present);
    boolean mine = present.first() <= other.present.first();
    return new RunPart(provenance, asked, mine ? jvm : other.jvm, remarks, of, all, both);
  }

  private static InputException different(String why) {
    return new InputException(
        "The shards are not of one run: they " + why + ". Run them again, all in the same way.");
  }

  /**
   * The outcome of the whole run.
   *
   * @param listener hears the verdicts
   * @throws InputException if parts are missing; names them
   */
  public VerifyOutcome complete(RunListener listener) {
    String missing =
        IntStream.rangeClosed(1, of)
            .filter(i -> !present.contains(i))
            .mapToObj(i -> i + "/" + of)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new InputException(
          "The run is not complete: shard "
              + missing
              + " is missing. Run the goal with that mmkit.shard, and name its folder too"
              + " (mmkit.shards).");
    }
    Outcomes outcomes = new Outcomes(asked, listener);
    for (StrategyPart strategy : strategies) {
      outcomes.add(strategy);
    }
    return outcomes.of(provenance, remarks, jvm.judged());
  }
}
