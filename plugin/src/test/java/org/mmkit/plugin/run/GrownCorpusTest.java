// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Part;

/** What a fuzz adds to its corpus does not make it another run. */
@Timeout(600)
class GrownCorpusTest {
  private static final Part ALL = new Part(1, 1);
  private static final int KEPT_ENOUGH = 3;

  private static final int PROGRAMS = 200;

  @TempDir Path root;

  private StudentProject project(int programs, List<CaseFile> corpus) {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.strategies = List.of("exclusive");
    project.stages = List.of("fuzz");
    project.budget = OptionalInt.of(programs);
    project.whole = true;
    project.corpus = corpus;
    project.atOnce = 1;
    return project;
  }

  /** Adds what is found to a folder, as the goal does. */
  private static class Growing extends ListenerLog {
    private final Path folder;

    Growing(Path folder) {
      this.folder = folder;
    }

    @Override
    public synchronized void found(String name, String content) {
      try {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A machine that is switched off. */
  private static final class SwitchedOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Dying extends Growing {
    private int kept;

    Dying(Path folder) {
      super(folder);
    }

    @Override
    public synchronized void found(String name, String content) {
      super.found(name, content);
      if (++kept == KEPT_ENOUGH) {
        throw new SwitchedOff();
      }
    }
  }

  private static SortedMap<String, String> content(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private Journal journal(boolean resumes, List<CaseFile> corpus) {
    return Journal.in(root, resumes, Optional.of("a-nonce-of-the-test")).beginningWith(corpus);
  }

  /** Programs to begin with. */
  private static List<CaseFile> start() {
    return List.of(
        new CaseFile("a.cases", "@F-0-1 | to begin with | P3\nmap(0,3)\nunmap(1,1)\nmaps()\n"));
  }

  @Test
  void aKilledFuzzGoesOnFromTheCorpusThatItBeganWith() {
    Path grown = root.resolve("grown");
    Dying dying = new Dying(grown);
    assertThatThrownBy(
            () -> project(PROGRAMS, start()).verifyPart(ALL, journal(false, start()), dying))
        .isInstanceOf(SwitchedOff.class);
    assertThat(content(grown)).hasSize(KEPT_ENOUGH);
    List<CaseFile> begun = Journal.begunWith(root).orElseThrow();
    assertThat(begun).isEqualTo(start());
    Growing log = new Growing(grown);
    VerifyOutcome resumed =
        project(PROGRAMS, begun).verifyPart(ALL, journal(true, begun), log).complete(log);
    Path whole = root.resolve("whole");
    Growing other = new Growing(whole);
    VerifyOutcome once =
        project(PROGRAMS, start()).verifyPart(ALL, Journal.none(), other).complete(other);
    assertThat(resumed.run()).isEqualTo(once.run());
    assertThat(content(grown)).isEqualTo(content(whole));
  }

  @Test
  void theCorpusOfAnEndedFuzzIsKnownByItsFirstLineAlone() throws IOException {
    assertThat(Journal.begunWith(root)).isEmpty();
    journal(false, start()).open("these terms");
    assertThat(Journal.begunWith(root)).contains(start());
    Files.writeString(root.resolve(Journal.FILE), "something else\n");
    assertThat(Journal.begunWith(root)).isEmpty();
  }

  @Test
  void shardsAddToTheCorpusWhereTheyAreMergedWhatTheWholeRunAdds() {
    Path merged = root.resolve("merged");
    RunPart both = null;
    for (int i = 1; i <= 2; i++) {
      RunPart part =
          RunPart.fromJson(
              project(PROGRAMS, start()).verifyPart(new Part(i, 2), Journal.none()).toJson());
      both = both == null ? part : both.plus(part);
    }
    VerifyOutcome folded = both.complete(new Growing(merged));
    Growing log = new Growing(root.resolve("whole"));
    VerifyOutcome once =
        project(PROGRAMS, start()).verifyPart(ALL, Journal.none(), log).complete(log);
    assertThat(folded.run()).isEqualTo(once.run());
    assertThat(content(merged)).isEqualTo(content(root.resolve("whole"))).isNotEmpty();
  }

  @Test
  void shardsThatBeganWithOtherProgramsSaySo() {
    RunPart one = project(20, start()).verifyPart(new Part(1, 2), Journal.none());
    RunPart other = project(20, List.of()).verifyPart(new Part(2, 2), Journal.none());
    assertThatThrownBy(() -> one.plus(other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("began with different programs (mmkit.cases, and mmkit.corpus");
  }
}
