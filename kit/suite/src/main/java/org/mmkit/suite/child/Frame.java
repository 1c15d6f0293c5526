// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Told;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.RecordCodec;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.Lane;
import org.mmkit.suite.record.PlainText;

/** One message from the judged JVM to the one that judges. */
public sealed interface Frame {

  /** Its JSON text. */
  default String write() {
    return RecordCodec.write((Record) this);
  }

  /** Characters of a string in a frame, at most: what a schedule is read up to. */
  int STRING_MAX = 1 << 20;

  /**
   * Reads a frame. A strategy has a hand in all of its strings: characters that no file or terminal
   * should get are replaced in them, and they are cut at {@link #STRING_MAX}.
   *
   * @throws JsonException if the text is none
   */
  static Frame read(String text) {
    return RecordCodec.read(text, Frame.class, s -> PlainText.lines(s, STRING_MAX));
  }

  /**
   * The first: what it comes from.
   *
   * @param nonce what the parent sent
   * @param java version of the judged JVM
   * @param fiber what simulated tasks run on
   */
  record Hello(String nonce, String java, String fiber) implements Frame {}

  /** The strategy was found and can be made. */
  record Found(StrategyInfo info) implements Frame {}

  /** A stage starts. */
  record StageBegin(String stage) implements Frame {}

  /**
   * The next case is one of a stage that has begun, where stages run by turns.
   *
   * @param index its number in the catalogue of the stage
   */
  record Turn(String stage, int index) implements Frame {}

  /**
   * The jobs of the stage that has begun, of which this JVM runs its part; each begins with a turn.
   */
  record Jobs(int count) implements Frame {}

  /** A rule was broken in the open case; what is told depends on cases that run elsewhere. */
  record Either(Told first, Told later) implements Frame {}

  /**
   * The case that has ended runs once more, as behind cases that never ended.
   *
   * @param endless whether it never ended itself
   */
  record Hurried(boolean endless) implements Frame {}

  /** The first causes are known; the cases that are left do not run. */
  record Enough() implements Frame {}

  /** The number of cases that the stage will run. */
  record Expect(int cases) implements Frame {}

  /** A case starts. */
  record CaseBegin(String id) implements Frame {}

  /** A case is done. */
  record CaseEnd(CaseRecord result) implements Frame {}

  /** A rule was broken in the open case. */
  record Broke(FindingRecord finding) implements Frame {}

  /**
   * A file for the user.
   *
   * @param name without folders
   */
  record File(String name, String content) implements Frame {}

  /** The strategy printed, while the task ran. */
  record Output(String task, String text) implements Frame {}

  /** What the user may want to know before the stage runs its cases. */
  record Note(String text) implements Frame {}

  /** A stage is done. */
  record StageEnd(
      String stage,
      SortedMap<String, Long> measures,
      List<Lane> lanes,
      SortedSet<String> reachable,
      Optional<String> basis)
      implements Frame {}

  /** The run cannot go on; the last frame but for those of the same kind. */
  record Broken(Trouble trouble, String sentence) implements Frame {}

  /**
   * The last of a run that came to its end.
   *
   * @param nonce what the parent sent
   * @param frames number of frames before this one
   */
  record End(String nonce, long frames) implements Frame {}

  /** Whose fault it is that a run cannot go on. */
  enum Trouble {
    /** What the user asked for. */
    INPUT,
    /** The strategy. */
    STRATEGY,
    /** mmkit itself. */
    KIT
  }
}
