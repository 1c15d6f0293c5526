// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.conformance.ConformanceStage;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/**
 * Some cases run a second time, in another JVM and the last first. What a strategy does is a
 * function of its calls: where a case ends otherwise then, it looks at something else.
 *
 * @param cases how they ended
 * @param trouble why they did not come to an end, if so
 */
record Again(List<CaseRecord> cases, Optional<String> trouble) {
  private static final String CONFORMANCE = "conformance";
  private static final String CASE_ID = "other-jvm";
  private static final String STAGE_OF_A_PATTERN = "/";

  /**
   * Whether to run them: where the verdict is a pass that rests on such cases, and no pattern asks
   * for those of a stage.
   */
  static boolean isUseful(StrategyRecord record, JudgeRequest asked) {
    return record.verdict() == Verdict.PASS && concerns(asked);
  }

  /** Whether such cases are among those that are asked for. */
  static boolean concerns(JudgeRequest asked) {
    return asked.stages().contains(CONFORMANCE)
        && !asked.cases().glob().text().contains(STAGE_OF_A_PATTERN)
        && asked.goal().debugPort().isEmpty()
        && asked.goal().host().equals(HostUse.NONE);
  }

  /** The same request for these cases alone. */
  static JudgeRequest of(JudgeRequest asked) {
    return new JudgeRequest(
        List.of(ConformanceStage.AGAIN),
        asked.cases(),
        new JudgeRequest.Search(asked.search().seed()),
        asked.fiber(),
        asked.defects(),
        asked.goal(),
        asked.perf(),
        asked.timeoutSeconds());
  }

  /** Runs them. */
  static Again in(Conversation conversation, IntFunction<ChildRequest> request) {
    try {
      Transcript transcript = conversation.hold(request, new SilentListener());
      List<CaseRecord> cases =
          transcript.stages().stream().flatMap(stage -> stage.cases().stream()).toList();
      Optional<String> trouble =
          transcript
              .broken()
              .filter(broken -> broken.trouble() == Frame.Trouble.STRATEGY)
              .map(Frame.Broken::sentence);
      return new Again(cases, trouble);
    } catch (IOException e) {
      throw new UncheckedIOException("The judged JVM cannot be started: " + e.getMessage(), e);
    }
  }

  /** The record, with what differs. */
  StrategyRecord compared(StrategyRecord record) {
    Map<String, CaseRecord> before = new LinkedHashMap<>();
    record.stages().stream()
        .filter(stage -> stage.id().equals(CONFORMANCE))
        .flatMap(stage -> stage.cases().stream())
        .forEach(one -> before.put(one.id(), one));
    List<CaseRecord> odd =
        cases.stream().filter(one -> differs(before.get(one.id()), one)).toList();
    if (trouble.isEmpty() && odd.isEmpty()) {
      return record;
    }
    CaseRecord result =
        odd.isEmpty()
            ? CaseRecord.broken(CASE_ID, "", sentence(record) + trouble.orElse(""))
            : CaseRecord.fail(CASE_ID, "", sentence(record) + words(odd, before));
    List<StageRecord> stages = new ArrayList<>(record.stages());
    stages.add(new StageRecord(ConformanceStage.AGAIN, List.of(result)));
    Verdict verdict = odd.isEmpty() ? Verdict.BROKEN : Verdict.FAIL;
    return new StrategyRecord(record.id(), record.source(), verdict, stages, record.measures());
  }

  private static boolean differs(@Nullable CaseRecord one, CaseRecord other) {
    return one == null
        || one.status() != other.status()
        || !one.message().equals(other.message())
        || one.findings().size() != other.findings().size();
  }

  private static String sentence(StrategyRecord record) {
    return record.id()
        + " depends on something else than its calls, such as static fields, the number of calls"
        + " before, files, clocks or the JVM: run again in another JVM, the last case first, ";
  }

  private static String words(List<CaseRecord> odd, Map<String, CaseRecord> before) {
    CaseRecord shown = odd.get(0);
    CaseRecord first = before.get(shown.id());
    return odd.size()
        + " of the cases end otherwise. "
        + shown.id()
        + " was "
        + (first == null ? "not there" : first.status())
        + ", and is "
        + shown.status()
        + (shown.headline().isEmpty() ? "." : ": " + shown.headline());
  }
}
