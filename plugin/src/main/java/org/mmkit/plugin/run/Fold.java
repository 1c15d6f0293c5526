// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.List;
import java.util.Optional;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Told;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.FirstFindings;
import org.mmkit.suite.run.Patience;

/**
 * Tells what parts of a run told once more, as one JVM would have told all of it: case by case in
 * the order of the catalogue, the first finding of each rule in full, and nothing behind the place
 * where it broke.
 */
final class Fold {
  private static final String NONCE = "fold";

  private final StrategyPart whole;
  private final Transcript transcript;
  private long frames;
  private int next;

  private Fold(StrategyPart whole, JudgeRequest asked, RunListener finds) {
    this.whole = whole;
    this.transcript =
        new Transcript(new ChildRequest(NONCE, 0, whole.strategy(), asked), new Finds(finds));
  }

  /** Hears of programs that were found, and of nothing else. */
  private static final class Finds extends SilentListener {
    private final RunListener listener;

    Finds(RunListener listener) {
      this.listener = listener;
    }

    @Override
    public void found(String name, String content) {
      listener.found(name, content);
    }
  }

  /**
   * What was told of a strategy.
   *
   * @param whole all parts, added up
   * @param asked what was asked for, of all cases
   * @param finds hears of the programs that were found
   * @throws InputException if jobs are missing, or were told of in a way that no JVM does
   */
  static Transcript of(StrategyPart whole, JudgeRequest asked, RunListener finds) {
    Fold fold = new Fold(whole, asked, finds);
    try {
      fold.tell();
    } catch (Transcript.OutOfOrderException e) {
      throw new InputException(
          "The shards do not fit together (" + e.getMessage() + ") Run them again.");
    }
    return fold.transcript;
  }

  private void tell() {
    pass(new Frame.Hello(NONCE, "", ""));
    whole.info().ifPresent(info -> pass(new Frame.Found(info)));
    Optional<StrategyPart.Break> broken = whole.broken();
    if (broken.filter(one -> one.stage().isEmpty()).isPresent()) {
      transcript.breakOff(broken.get().reason());
      return;
    }
    int base = 0;
    for (StrategyPart.StageHead stage : whole.stages()) {
      pass(new Frame.StageBegin(stage.id()));
      stage.opening().forEach(this::pass);
      boolean last = broken.filter(one -> one.stage().equals(stage.id())).isPresent();
      jobs(base, last ? broken.get().number() + 1 : base + stage.jobs());
      base += stage.jobs();
      if (last) {
        transcript.breakOff(broken.get().reason());
        return;
      }
      pass(stage.end().orElseThrow(() -> missing("the end of stage " + stage.id())));
    }
    pass(new Frame.End(NONCE, frames));
  }

  private void pass(Frame frame) {
    transcript.accept(frame);
    frames++;
  }

  private InputException missing(String what) {
    return new InputException(
        "Of " + whole.strategy() + " " + what + " is missing: run its shard again.");
  }

  private void jobs(int from, int to) {
    StageTeller teller = new StageTeller();
    for (int number = from; number < to; number++) {
      List<StrategyPart.Job> jobs = whole.jobs();
      if (next >= jobs.size() || jobs.get(next).number() != number) {
        throw missing("job " + number);
      }
      teller.tell(jobs.get(next).frames());
      next++;
    }
  }

  /** Decides between the forms in which jobs of one stage were told. */
  private final class StageTeller {
    private final FirstFindings before = new FirstFindings();
    private int endless;

    void tell(List<Frame> job) {
      int second = secondForm(job);
      if (second < 0) {
        job.forEach(this::tell);
      } else if (endless >= Patience.enough()) {
        job.subList(second + 1, job.size()).forEach(this::tell);
      } else {
        job.subList(0, second).forEach(this::tell);
        endless += ((Frame.Hurried) job.get(second)).endless() ? 1 : 0;
      }
    }

    private int secondForm(List<Frame> job) {
      for (int i = 0; i < job.size(); i++) {
        if (job.get(i) instanceof Frame.Hurried) {
          return i;
        }
      }
      return -1;
    }

    private void tell(Frame frame) {
      if (frame instanceof Frame.Either either) {
        boolean first = before.isFirstOf(either.first().finding().broken().code());
        tell(first ? either.first() : either.later());
      } else if (frame instanceof Frame.Broke broke) {
        tell(broke.finding());
      } else {
        pass(frame);
      }
    }

    private void tell(Told told) {
      told.file().map(Fold::frame).ifPresent(Fold.this::pass);
      tell(told.finding());
    }

    private void tell(FindingRecord finding) {
      pass(new Frame.Broke(before.next(finding)));
    }
  }

  private static Frame frame(CaseFile file) {
    return new Frame.File(file.name(), file.text());
  }
}
