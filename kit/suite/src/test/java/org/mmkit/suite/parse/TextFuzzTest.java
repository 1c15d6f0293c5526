// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.CaseSyntaxException;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.sched.SchedFile;

/** The parsers of files that users give. */
@Timeout(300)
class TextFuzzTest {

  private static String resource(String path) throws IOException {
    try (InputStream in = TextFuzzTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Parts of a file, each of which the parser takes. */
  private static List<String> parts(String path, int max) throws IOException {
    return Stream.of(resource(path).split("\n(?=@)"))
        .filter(part -> part.startsWith("@"))
        .limit(max)
        .toList();
  }

  @Test
  void cases() throws IOException {
    List<String> seeds =
        Stream.concat(
                parts("/org/mmkit/suite/race/race.cases", 20).stream(),
                parts("/org/mmkit/suite/cases/ufd.cases", 20).stream())
            .toList();
    new TextFuzz(seeds, CaseSyntaxException.class).run(text -> CaseParser.parse("my.cases", text));
  }

  @Test
  void loads() throws IOException {
    new TextFuzz(parts("/org/mmkit/suite/loads/will-it-scale.loads", 20), BadInputException.class)
        .run(text -> Loads.of(List.of(new CaseFile("my.loads", text))));
  }

  @Test
  void schedules() throws IOException {
    List<String> seeds =
        List.of(
            resource("/org/mmkit/suite/render/a15.sched"),
            resource("/org/mmkit/suite/render/c05.sched"));
    new TextFuzz(seeds, BadInputException.class).run(text -> SchedFile.parse("my.sched", text));
  }

  @Test
  void records() throws IOException {
    String run = resource("/org/mmkit/suite/record/run.json");
    new TextFuzz(List.of(run), JsonException.class).run(RunRecord::fromJson);
  }

  @Test
  void profiles() throws IOException {
    String profile = resource("/org/mmkit/machine/profile/zen4-2vcpu-6.18.profile");
    new TextFuzz(List.of(profile), IllegalArgumentException.class)
        .run(text -> MachineProfile.read("my.profile", text));
  }
}
