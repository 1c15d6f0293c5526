// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.record.PlainText;

/** All that the judged JVM has reported, checked for order as it comes. */
final class Transcript {

  /** The frames do not come as the child of this kit sends them. */
  static final class OutOfOrderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfOrderException(String message) {
      super(message);
    }
  }

  private static final Pattern FILE_NAME =
      Pattern.compile(
          "[A-Za-z0-9_][A-Za-z0-9._-]{0,200}[.](sched|cases|c|record|txt|trace[.]json)");
  private static final String SCHED = ".sched";
  private static final int FILES_MAX = 10_000;
  private static final long FILE_BYTES_MAX = 64L << 20;

  private final ChildRequest request;
  private final RunListener listener;
  private final Optional<PartRecorder> part;
  private final List<HeardStage> stages = new ArrayList<>();
  private final Map<String, String> files = new TreeMap<>();
  private Frame.@Nullable Hello hello;
  private @Nullable StrategyInfo info;
  private Frame.@Nullable Broken broken;
  private boolean ended;
  private boolean enough;
  private @Nullable HeardStage current;
  private long frames;
  private long bytes;

  Transcript(ChildRequest request, RunListener listener) {
    this.request = request;
    this.listener = listener;
    this.part =
        request.asked().search().part().map(one -> new PartRecorder(one, listener::jobEnds));
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new OutOfOrderException("The judged JVM " + otherwise + ".");
    }
  }

  /**
   * Takes one frame.
   *
   * @throws OutOfOrderException if it cannot come here
   */
  void accept(Frame frame) {
    require(!isOver(), "reported something after the end");
    require(frame instanceof Frame.Hello == (frames == 0), "did not say who it is");
    if (frame instanceof Frame.Hello f) {
      require(f.nonce().equals(request.nonce()), "does not know the secret of this run");
      hello = f;
    } else if (frame instanceof Frame.Found f) {
      require(PlainText.isId(f.info().id()), "gave the strategy a strange id");
      info = f.info();
    } else if (frame instanceof Frame.StageBegin f) {
      beginStage(f.stage());
    } else if (frame instanceof Frame.Turn f) {
      takeTurn(f);
    } else if (frame instanceof Frame.Enough) {
      beEnough();
    } else if (frame instanceof Frame.Broken f) {
      breakOff(f);
    } else if (frame instanceof Frame.Output f) {
      listener.output(f.task(), f.text());
    } else if (frame instanceof Frame.File f) {
      keep(f);
    } else if (frame instanceof Frame.End f) {
      end(f);
    } else {
      inStage(frame);
    }
    part.ifPresent(recorder -> recorder.accept(frame));
    frames++;
  }

  /** What was told of a part of the jobs, if that was asked for. */
  StrategyPart part(String strategy, long wallMs) {
    return part.orElseThrow().part(strategy, this, wallMs);
  }

  /** A name must not lead out of the folder, and what is kept must have an end. */
  private void keep(Frame.File file) {
    require(FILE_NAME.matcher(file.name()).matches(), "sent a file under a strange name");
    bytes += file.content().length();
    require(
        files.size() < FILES_MAX && bytes < FILE_BYTES_MAX, "sent more files than anybody reads");
    if (file.name().endsWith(SCHED)) {
      files.put(file.name(), file.content());
      listener.schedule(file.name(), file.content());
    } else {
      listener.found(file.name(), file.content());
    }
  }

  private void beginStage(String id) {
    require(info != null, "ran a stage without a strategy");
    require(
        stages.isEmpty() || last().end().isPresent() || byTurns() || part.isPresent(),
        "began a stage within another");
    require(
        stages.size() < request.asked().stages().size()
            && request.asked().stages().get(stages.size()).equals(id),
        "ran a stage that it was not asked for");
    current = new HeardStage(id);
    stages.add(current);
  }

  /** Whether stages run by turns. */
  private boolean byTurns() {
    return request.asked().search().failFast();
  }

  private void takeTurn(Frame.Turn turn) {
    if (part.isPresent()) {
      require(!stages.isEmpty() && last().id().equals(turn.stage()), "ran a stage out of its turn");
      require(last().openCase().isEmpty(), "left a case before its end");
      return;
    }
    require(
        byTurns() && stages.size() == request.asked().stages().size(),
        "ran a stage out of its turn");
    require(last().openCase().isEmpty(), "left a case before its end");
    current =
        stages.stream()
            .filter(stage -> stage.id().equals(turn.stage()) && stage.end().isEmpty())
            .findFirst()
            .orElseThrow(
                () -> new OutOfOrderException("The judged JVM went on with a stage that is over."));
    current.takesTurn(turn.index());
    listener.stageGoesOn(current.id());
  }

  /** A run that ends early has failed. */
  private void beEnough() {
    require(byTurns() && !enough, "ended early, which nobody asked for");
    require(stages.stream().anyMatch(HeardStage::fails), "ended early without a cause");
    enough = true;
  }

  private void inStage(Frame frame) {
    require(!stages.isEmpty() && last().end().isEmpty(), "reported something outside of a stage");
    HeardStage stage = last();
    if (frame instanceof Frame.Expect f) {
      stage.expect(f.cases());
      listener.stageBegins(stage.id(), f.cases());
    } else if (frame instanceof Frame.Note f) {
      listener.announces(stage.id(), f.text());
    } else if (frame instanceof Frame.CaseBegin f) {
      stage.caseBegins(f.id());
    } else if (frame instanceof Frame.CaseEnd f) {
      stage.caseEnds(f.result()).ifPresent(listener::caseEnds);
    } else if (frame instanceof Frame.Broke f) {
      stage.finds(f.finding());
    } else if (frame instanceof Frame.Either f && part.isPresent()) {
      stage.finds(f.first().finding());
    } else if (frame instanceof Frame.Hurried && part.isPresent()) {
      stage.forgetsTheNext();
    } else if (frame instanceof Frame.StageEnd f) {
      require(f.stage().equals(stage.id()), "ended another stage");
      stage.ends(f, enough || part.isPresent());
      listener.stageEnds(stage.id());
      stage
          .notJudged()
          .filter(text -> part.isEmpty())
          .ifPresent(text -> listener.announces(stage.id(), text));
    }
  }

  private void end(Frame.End frame) {
    require(frame.nonce().equals(request.nonce()), "does not know the secret of this run");
    require(frame.frames() == frames, "lost some of its reports");
    require(
        stages.size() == request.asked().stages().size()
            && (part.isPresent() || stages.stream().allMatch(s -> s.end().isPresent())),
        "ended before all stages were done");
    ended = true;
  }

  /** Notes why the run cannot go on; the first reason counts. */
  void breakOff(Frame.Broken reason) {
    if (!isOver()) {
      broken = reason;
    }
  }

  /** Whether the run came to its end, good or bad. */
  boolean isOver() {
    return ended || broken != null;
  }

  /** Where the run is, such as {@code " in race/reuse"}; empty before the first stage. */
  String where() {
    if (stages.isEmpty()) {
      return "";
    }
    return " in "
        + last().openCase().map(c -> last().id() + "/" + c).orElse("stage " + last().id());
  }

  /** The stage that runs, or ran last. */
  HeardStage last() {
    return Objects.requireNonNull(current, "no stage has begun");
  }

  Optional<Frame.Hello> hello() {
    return Optional.ofNullable(hello);
  }

  Optional<StrategyInfo> info() {
    return Optional.ofNullable(info);
  }

  List<HeardStage> stages() {
    return stages;
  }

  /** Files for the user, by name. */
  Map<String, String> files() {
    return files;
  }

  Optional<Frame.Broken> broken() {
    return Optional.ofNullable(broken);
  }
}
