// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * Keeps what one of several runs tells until it is that run's turn, so that runs that go on at the
 * same time are told of one after another. Only what was found is passed on at once.
 */
final class Relay implements RunListener {
  private final RunListener listener;
  private final BlockingQueue<Optional<Consumer<RunListener>>> events = new LinkedBlockingQueue<>();

  Relay(RunListener listener) {
    this.listener = listener;
  }

  /** The run tells nothing more. */
  void end() {
    events.add(Optional.empty());
  }

  /** Passes on what the run has told and tells, until it ends. */
  void pass() throws InterruptedException {
    for (Optional<Consumer<RunListener>> next = events.take();
        next.isPresent();
        next = events.take()) {
      next.get().accept(listener);
    }
  }

  private void keep(Consumer<RunListener> event) {
    events.add(Optional.of(event));
  }

  @Override
  public void note(String line) {
    keep(l -> l.note(line));
  }

  @Override
  public void warning(String line) {
    keep(l -> l.warning(line));
  }

  @Override
  public void strategyBegins(String strategy) {
    keep(l -> l.strategyBegins(strategy));
  }

  @Override
  public void stageBegins(String stage, int cases) {
    keep(l -> l.stageBegins(stage, cases));
  }

  @Override
  public void stageGoesOn(String stage) {
    keep(l -> l.stageGoesOn(stage));
  }

  @Override
  public void announces(String stage, String text) {
    keep(l -> l.announces(stage, text));
  }

  @Override
  public void caseEnds(CaseRecord result) {
    keep(l -> l.caseEnds(result));
  }

  @Override
  public void output(String task, String text) {
    keep(l -> l.output(task, text));
  }

  @Override
  public void found(String name, String content) {
    synchronized (listener) {
      listener.found(name, content);
    }
  }

  @Override
  public void schedule(String name, String content) {
    synchronized (listener) {
      listener.schedule(name, content);
    }
  }

  @Override
  public void jobEnds(StrategyPart.Job job) {
    synchronized (listener) {
      listener.jobEnds(job);
    }
  }

  @Override
  public void stageEnds(String stage) {
    keep(l -> l.stageEnds(stage));
  }

  @Override
  public void strategyEnds(StrategyRecord record) {
    keep(l -> l.strategyEnds(record));
  }
}
