// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.Part;
import org.mmkit.suite.child.Frame;

/** Keeps what a judged JVM tells of its part of the jobs, and sees that it tells of each. */
final class PartRecorder {
  private final Part part;
  private final Consumer<StrategyPart.Job> done;
  private final Map<String, StrategyPart.StageHead> stages = new LinkedHashMap<>();
  private final List<StrategyPart.Job> jobs = new ArrayList<>();
  private final List<Frame> opening = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private String stage = "";
  private int base;
  private int count;
  private int next;
  private Frame.@Nullable Turn open;

  /**
   * @param done gets each job that has ended
   */
  PartRecorder(Part part, Consumer<StrategyPart.Job> done) {
    this.part = part;
    this.done = done;
  }

  /** Takes a frame that came in its order. */
  void accept(Frame frame) {
    if (frame instanceof Frame.StageBegin f) {
      close();
      leave();
      stage = f.stage();
    } else if (frame instanceof Frame.Jobs f) {
      Transcript.require(!stages.containsKey(stage) && f.count() >= 0, "counted its jobs twice");
      count = f.count();
      put(Optional.empty());
    } else if (frame instanceof Frame.Turn f) {
      close();
      require(f);
      open = f;
    } else if (frame instanceof Frame.StageEnd f) {
      close();
      Transcript.require(owned(next, count) == 0, "left out jobs of stage " + stage);
      put(Optional.of(f));
    } else if (isTold(frame)) {
      (open == null ? opening : frames).add(frame);
    } else if (frame instanceof Frame.End) {
      close();
    }
  }

  private static boolean isTold(Frame frame) {
    return frame instanceof Frame.Expect
        || frame instanceof Frame.CaseBegin
        || frame instanceof Frame.CaseEnd
        || frame instanceof Frame.Broke
        || frame instanceof Frame.Either
        || frame instanceof Frame.Hurried
        || frame instanceof Frame.File;
  }

  /** Each job that is the part's has its turn, in their order, and no other has. */
  private void require(Frame.Turn turn) {
    int number = base + turn.index();
    Transcript.require(
        stages.containsKey(stage) && turn.index() >= next && turn.index() < count,
        "ran a job out of its turn");
    Transcript.require(
        part.owns(number) && !part.done().contains(number) && owned(next, turn.index()) == 0,
        "ran a job of another part");
    next = turn.index() + 1;
  }

  private long owned(int from, int to) {
    long owned = 0;
    for (int i = from; i < to; i++) {
      owned += part.owns(base + i) && !part.done().contains(base + i) ? 1 : 0;
    }
    return owned;
  }

  private void put(Optional<Frame.StageEnd> end) {
    stages.put(stage, new StrategyPart.StageHead(stage, count, opening, end));
  }

  private void leave() {
    base += count;
    count = 0;
    next = 0;
    opening.clear();
  }

  private void close() {
    if (open != null) {
      StrategyPart.Job job = job(open);
      jobs.add(job);
      done.accept(job);
      frames.clear();
      open = null;
    }
  }

  private StrategyPart.Job job(Frame.Turn turn) {
    return new StrategyPart.Job(base + turn.index(), stage, turn.index(), frames);
  }

  /** All that was kept. */
  StrategyPart part(String strategy, Transcript transcript, long wallMs) {
    List<StrategyPart.Job> all = new ArrayList<>(jobs);
    if (open != null) {
      all.add(job(open));
    }
    return new StrategyPart(
        strategy,
        transcript.info(),
        Optional.empty(),
        wallMs,
        new ArrayList<>(stages.values()),
        all,
        transcript.broken().map(why -> new StrategyPart.Break(base + next - 1, stage, why)),
        Optional.empty());
  }
}
