// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Some of the jobs of a run, where several JVMs share them. Jobs are counted through all stages, in
 * the order of the catalogue; each n-th belongs to a part.
 *
 * @param index from 1
 * @param of how many parts there are
 * @param done jobs that were done before and are not done again
 */
public record Part(int index, int of, List<Integer> done) {

  public Part {
    if (index < 1 || index > of) {
      throw new IllegalArgumentException("part " + index + "/" + of);
    }
    done = List.copyOf(done);
  }

  /** A part of which nothing is done. */
  public Part(int index, int of) {
    this(index, of, List.of());
  }

  /** Whether a job belongs to it. */
  public boolean owns(int job) {
    return job % of == index - 1;
  }

  /** The same without jobs that were done before. */
  public Part without(Set<Integer> before) {
    return new Part(index, of, before.stream().filter(this::owns).sorted().toList());
  }

  /** A request for this part of its cases. */
  public JudgeRequest of(JudgeRequest whole) {
    JudgeRequest.Search search = whole.search();
    return new JudgeRequest(
        whole.stages(),
        whole.cases(),
        new JudgeRequest.Search(
            search.seed(), search.budget(), search.failFast(), Optional.of(this)),
        whole.fiber(),
        whole.defects(),
        whole.goal(),
        whole.perf(),
        whole.timeoutSeconds());
  }

  /** One of several parts of this one. */
  public Part piece(int piece, int pieces) {
    return new Part(index + of * (piece - 1), of * pieces, done);
  }
}
