// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.mmkit.machine.HeapReserve;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Told;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;

/** Streams what a stage finds to the parent. */
final class Streaming implements Progress {
  private static final long NS_PER_MINUTE = 60_000_000_000L;

  private final ParentLink parent;
  private final Capture capture;
  private final StudentCode code;
  private final Position position;
  private final OptionalLong deadline;
  private final Causes causes = new Causes();

  Streaming(
      ParentLink parent,
      Capture capture,
      StudentCode code,
      Position position,
      OptionalInt minutes) {
    this.deadline =
        minutes.isPresent()
            ? OptionalLong.of(System.nanoTime() + minutes.getAsInt() * NS_PER_MINUTE)
            : OptionalLong.empty();
    this.parent = parent;
    this.capture = capture;
    this.code = code;
    this.position = position;
  }

  /** What speaks against the strategy so far. */
  Causes causes() {
    return causes;
  }

  @Override
  public void expect(int cases) {
    parent.send(new Frame.Expect(cases));
  }

  @Override
  public void note(String text) {
    parent.send(new Frame.Note(text));
  }

  @Override
  public void begin(String caseId) {
    HeapReserve.keep();
    capture.beginCase();
    position.enterCase(caseId);
    parent.send(new Frame.CaseBegin(caseId));
  }

  @Override
  public void beginRun(boolean shown) {
    capture.beginRun(shown);
    position.tick();
  }

  @Override
  public void printingTask(Supplier<String> task) {
    capture.task(task);
  }

  @Override
  public void finding(FindingRecord finding) {
    causes.found(finding);
    parent.send(new Frame.Broke(finding));
  }

  @Override
  public void either(Told first, Told later) {
    causes.found(first.finding());
    parent.send(new Frame.Either(first, later));
  }

  @Override
  public void hurried(boolean endless) {
    parent.send(new Frame.Hurried(endless));
  }

  @Override
  public void file(String name, String content) {
    parent.send(new Frame.File(name, content));
  }

  @Override
  public boolean goesOn() {
    return deadline.isEmpty() || System.nanoTime() < deadline.getAsLong();
  }

  @Override
  public void end(CaseRecord result) {
    causes.ended(result);
    capture.drain();
    parent.send(new Frame.CaseEnd(result));
    position.tick();
  }

  @Override
  public CaseRecord broken(String caseId, String tier, Throwable thrown) {
    if (thrown instanceof BrokenRunException stop) {
      throw stop;
    }
    CaseRecord[] record = new CaseRecord[1];
    HeapReserve.spendOn(
        thrown,
        () -> record[0] = CaseRecord.broken(caseId, tier, "The strategy " + code.describe(thrown)));
    return record[0];
  }
}
