// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Part;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

/**
 * Judges a part of the jobs of each strategy, in as many JVMs as run at a time, and keeps what was
 * told.
 *
 * @param asked what was asked for, of all cases
 * @param journal keeps each job when it ends
 * @param requests makes the request to a JVM for a strategy
 */
record PartRun(
    JudgeRequest asked,
    RunListener listener,
    Journal journal,
    int atOnce,
    Supplier<Conversation> conversations,
    Requests requests) {

  /** Makes requests for ports. */
  interface Requests {
    IntFunction<ChildRequest> of(String strategy, JudgeRequest asked);
  }

  List<StrategyPart> run(List<String> strategies, Part part) {
    int pieces = Math.max(1, atOnce / strategies.size());
    List<StrategyPart> parts = new ArrayList<>();
    try (Conversations running = new Conversations(listener, atOnce)) {
      for (int i = 0; i < strategies.size(); i++) {
        begin(running, strategies.get(i), i, part, pieces);
      }
      for (int i = 0; i < strategies.size(); i++) {
        parts.add(hear(running, strategies.get(i), i, part, pieces));
      }
    }
    return parts;
  }

  private void begin(Conversations running, String strategy, int number, Part part, int pieces) {
    Set<Integer> done =
        journal.before(number).stream().map(StrategyPart.Job::number).collect(Collectors.toSet());
    for (int piece = 1; piece <= pieces; piece++) {
      Part one = part.piece(piece, pieces).without(done);
      running.begin(
          conversations.get(),
          requests.of(strategy, one.of(asked)),
          new PieceListener(
              listener, piece == 1, piece == pieces, job -> journal.keep(number, job)));
    }
  }

  private StrategyPart hear(
      Conversations running, String strategy, int number, Part part, int pieces) {
    listener.strategyBegins(strategy);
    StrategyPart all = piece(running.hear(number * pieces), strategy);
    for (int piece = 1; piece < pieces; piece++) {
      all = all.plus(piece(running.hear(number * pieces + piece), strategy));
    }
    all = all.with(journal.before(number));
    return part.index() == 1 && mayNeedSecondRun(all) ? all.with(again(strategy)) : all;
  }

  private static StrategyPart piece(Conversations.Heard heard, String strategy) {
    return heard.transcript().part(strategy, heard.wallMs());
  }

  /** Whether nothing in this part speaks against a strategy of a student. */
  private boolean mayNeedSecondRun(StrategyPart all) {
    boolean students = all.info().filter(info -> !info.shipped()).isPresent();
    boolean fails =
        all.jobs().stream()
            .flatMap(job -> job.frames().stream())
            .anyMatch(frame -> frame instanceof Frame.CaseEnd end && speaksAgainst(end.result()));
    return students && !fails && all.broken().isEmpty() && Again.concerns(asked);
  }

  private static boolean speaksAgainst(CaseRecord result) {
    return result.failsTheStrategy() || result.status() == CaseStatus.BROKEN;
  }

  private Again again(String strategy) {
    return Again.in(conversations.get(), requests.of(strategy, Again.of(asked)));
  }
}
