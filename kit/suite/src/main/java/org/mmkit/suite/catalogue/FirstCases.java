// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.suite.StageCases;

/**
 * The order in which cases run where what is likely to fail comes first: those of a list that was
 * made by judging many mistakes, then the rest of all stages by turns, then stages that are run as
 * a whole.
 */
public final class FirstCases {
  private static final String FILE = "first.txt";

  /** A strategy whose runs do not come again can fail everything. */
  private static final String BEHIND_ALL = "explore/repeatable";

  private static final List<String> NAMES = read();

  private FirstCases() {}

  /** The cases that come first, as {@code stage/id}. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * One case in its turn.
   *
   * @param stage the number of its stage
   * @param index its number in the catalogue of the stage
   */
  public record Turn(int stage, int index, StageCases.Job job) {}

  /**
   * The turns of all cases.
   *
   * @param ids the names of the stages
   * @param runs their cases
   */
  public static List<Turn> order(List<String> ids, List<StageCases> runs) {
    Map<String, Integer> ranks = new HashMap<>();
    for (String name : NAMES) {
      ranks.put(name, ranks.size());
    }
    List<Placed> all = new ArrayList<>();
    for (int stage = 0; stage < runs.size(); stage++) {
      List<StageCases.Job> jobs = runs.get(stage).jobs();
      for (int i = 0; i < jobs.size(); i++) {
        StageCases.Job job = jobs.get(i);
        Integer rank = ranks.get(ids.get(stage) + "/" + job.id());
        double place = job.id().isEmpty() ? 1 : (i + 0.5) / jobs.size();
        all.add(new Placed(rank == null ? ranks.size() : rank, place, new Turn(stage, i, job)));
      }
    }
    all.sort(Comparator.comparingInt(Placed::rank).thenComparingDouble(Placed::place));
    return all.stream().map(Placed::turn).toList();
  }

  /**
   * Whether what a case finds can be what all others failed of, so that it is asked for also where
   * they are enough.
   *
   * @param ids the names of the stages
   */
  public static boolean isBehindAll(List<String> ids, Turn turn) {
    return (ids.get(turn.stage()) + "/" + turn.job().id()).equals(BEHIND_ALL);
  }

  private record Placed(int rank, double place, Turn turn) {}

  private static List<String> read() {
    try (InputStream in = FirstCases.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped list " + FILE, e);
    }
  }
}
