// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.Recorded;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Told;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.RecordCodec;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.Lane;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Era;

class FrameTest {

  static Stream<Frame> frames() {
    return Stream.of(
        new Frame.Hello("n", "25", "thread: because"),
        new Frame.Found(
            new StrategyInfo(
                "a",
                "x.A",
                "t",
                "s",
                Era.MMAP_SEM,
                Set.of(Claim.ATOMIC),
                new TreeSet<>(Set.of("A-08")),
                true)),
        new Frame.StageBegin("race"),
        new Frame.Turn("race", 3),
        new Frame.Enough(),
        new Frame.Jobs(7),
        new Frame.Hurried(true),
        new Frame.Either(
            new Told(
                FindingRecord.of(SpecRule.L1, "t", "race/c", "mvn"),
                Optional.of(new CaseFile("a.sched", "mmkit-sched 1\n"))),
            new Told(FindingRecord.of(SpecRule.L1, "t", "race/c", "mvn"), Optional.empty())),
        new Frame.Expect(12),
        new Frame.CaseBegin("c"),
        new Frame.CaseEnd(CaseRecord.fail("c", "P1", "m\nn")),
        new Frame.Broke(
            FindingRecord.of(SpecRule.L1, "t", "race/c", "mvn")
                .withExhibits(Set.of("A-01", "B-02"))),
        new Frame.File("a.sched", "mmkit-sched 1\n"),
        new Frame.Output("T1", "hello\n"),
        new Frame.StageEnd(
            "race",
            new TreeMap<>(Map.of("x_ns", 5L)),
            List.of(new Lane("r", "T0", Lane.Mode.DOWNGRADED, 1, 2)),
            new TreeSet<>(Set.of("A-01")),
            Optional.of("Profile x")),
        new Frame.Note("3 points"),
        new Frame.Broken(Frame.Trouble.INPUT, "no"),
        new Frame.End("n", 7));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameComesBackAsItWas(Frame frame) {
    assertThat(Frame.read(frame.write())).isEqualTo(frame);
  }

  @Test
  void everyKindOfFrameIsTried() {
    assertThat(frames().map(Object::getClass).distinct().count())
        .isEqualTo(Frame.class.getPermittedSubclasses().length);
  }

  @Test
  void anUnknownFrameIsRefused() {
    assertThatThrownBy(() -> Frame.read("{\"kind\":\"Pass\"}"))
        .isInstanceOf(JsonException.class)
        .hasMessage("JSON: no such Frame: Pass");
  }

  @Test
  void aRequestComesBackAsItWas() {
    JudgeRequest asked =
        new JudgeRequest(
            List.of("race"),
            new JudgeRequest.Selection(
                new CaseGlob("race/*"), List.of(new CaseFile("a.cases", "@A")), true),
            new JudgeRequest.Search(-5, OptionalInt.of(3)),
            FiberKind.THREAD,
            List.of("C-01"),
            new JudgeRequest.Goal(
                Optional.of(new CaseFile("a.sched", "mmkit-sched 1")),
                Optional.of("exclusive"),
                OptionalInt.of(8000),
                new HostUse(HostUse.Target.HOST, 7, 5),
                OptionalInt.of(9),
                new Exercise(
                    "anna", "T1", Optional.of(List.of(new CaseFile("b.sched", "mmkit-sched"))))),
            new JudgeRequest.Perf(PerfGrid.SMALL, List.of(new CaseFile("a.loads", "@a")))
                .replaying(
                    Optional.of(
                        new Recorded(
                            "a", Optional.of(new CaseFile("a.strace", "7")), Optional.empty()))),
            10);
    ChildRequest request = new ChildRequest("n", 1, "x.A", asked);
    assertThat(RecordCodec.read(RecordCodec.write(request), ChildRequest.class)).isEqualTo(request);
  }

  @Test
  void textsOnAStreamEndWithTheStream() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameStream.write(out, "añ");
    FrameStream.write(out, "");
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    assertThat(FrameStream.read(in)).contains("añ");
    assertThat(FrameStream.read(in)).contains("");
    assertThat(FrameStream.read(in)).isEmpty();
  }

  @Test
  void aStreamThatIsCutOrTalksNonsenseIsAnError() {
    assertThatThrownBy(() -> FrameStream.read(new ByteArrayInputStream(new byte[] {0, 0, 0, 9, 1})))
        .hasMessage("the stream ends within a frame");
    assertThatThrownBy(
            () -> FrameStream.read(new ByteArrayInputStream("GET / HTTP/1.1".getBytes())))
        .hasMessageMatching("a frame of \\d+ bytes");
  }
}
