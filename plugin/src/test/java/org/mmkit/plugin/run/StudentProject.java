// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Part;
import org.mmkit.suite.Stage;
import org.mmkit.suite.child.PokeMain;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.unmap.UnmapStrategy;

/**
 * A student's project: sources that are compiled when they are added, and what the verification of
 * it says.
 */
final class StudentProject {
  /** To compile what runs for a second takes longer than to run it. */
  static final String SHORT_RUN = "-XX:TieredStopAtLevel=1";

  /** For what runs longer. */
  static final String LONG_RUN = "";

  private static final String MAIN = "org.mmkit.suite/" + PokeMain.class.getName();

  private final Path root;
  final Path classes;
  final ListenerLog log = new ListenerLog();
  List<String> strategies = List.of();
  List<String> stages = List.of("poke");
  List<Path> caseFiles = List.of();
  List<CaseFile> corpus = List.of();
  List<Path> dependencies = List.of();
  VerifyRequest.Origin origin = VerifyRequest.Origin.NONE;
  CaseGlob cases = CaseGlob.ALL;
  int timeoutSeconds = 60;
  long seed = 42;
  String jvm = "same";
  FiberKind fiber = FiberKind.AUTO;
  OptionalInt budget = OptionalInt.empty();
  String argLine = SHORT_RUN;
  int atOnce = 2;
  boolean whole;
  boolean failFast;
  List<String> defects = List.of();
  JudgeRequest.Goal goal = JudgeRequest.Goal.NONE;
  JudgeRequest.Perf perf = JudgeRequest.Perf.SMOKE;

  StudentProject(Path root) {
    this.root = root;
    this.classes = root.resolve("target/classes");
    try {
      Files.createDirectories(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a class {@code student.MyUnmap} whose munmap has this body. */
  StudentProject strategy(String body) {
    return source(
        "student/MyUnmap.java",
        """
        package student;

        import org.mmkit.unmap.UnmapContext;
        import org.mmkit.unmap.UnmapStrategy;

        public class MyUnmap implements UnmapStrategy {
          @Override
          public int munmap(UnmapContext kernel, long start, long length) {
            %s
          }
        }
        """
            .formatted(body));
  }

  /** Adds a source file and compiles it. */
  StudentProject source(String path, String text) {
    try {
      Path file = root.resolve("src").resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      compile(file);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    String classPath = classes + java.io.File.pathSeparator + jarOf(UnmapStrategy.class);
    List<String> options =
        List.of("--release", "17", "-g", "-proc:none", "-cp", classPath, "-d", classes.toString());
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(messages, manager, null, options, null, manager.getJavaFileObjects(file))
              .call();
      assertThat(done).as(messages.toString()).isTrue();
    }
  }

  /** Judges, in a JVM of its own. */
  VerifyOutcome verify() {
    try {
      Path scratch = Files.createTempDirectory(root, "scratch");
      return new Verification(request(patch() + argLine), log, scratch, MAIN).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Judges by the stages of the kit, as a student's build does. */
  VerifyOutcome verifyForReal() {
    try {
      Path scratch = Files.createTempDirectory(root, "scratch");
      return new Verification(request(), log, scratch).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Judges a part of the cases by the stages of the kit. */
  RunPart verifyPart(Part part, Journal journal) {
    return verifyPart(part, journal, log);
  }

  /** The same, told to somebody else. */
  RunPart verifyPart(Part part, Journal journal, RunListener listener) {
    try {
      Path scratch = Files.createTempDirectory(root, "scratch");
      return new Verification(request(), listener, scratch).run(part, journal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Judges one strategy, and gives its record. */
  StrategyRecord verifyOne() {
    List<StrategyRecord> records = verify().run().strategies();
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  VerifyRequest request() {
    return request(argLine);
  }

  private VerifyRequest request(String flags) {
    JudgeRequest asked =
        new JudgeRequest(
            stages,
            new JudgeRequest.Selection(cases, files(), whole),
            new JudgeRequest.Search(seed, budget, failFast),
            fiber,
            defects,
            goal,
            perf,
            timeoutSeconds);
    return new VerifyRequest(
        asked,
        strategies,
        new VerifyRequest.JvmWish(jvm, Optional.empty(), flags, atOnce),
        root.resolve("target/mmkit"),
        new VerifyRequest.Answer(true, false),
        new VerifyRequest.StudentCode(classes, dependencies),
        kit(),
        "3",
        0,
        origin);
  }

  private List<CaseFile> files() {
    List<CaseFile> files = new ArrayList<>(CaseFiles.read(caseFiles));
    files.addAll(corpus);
    return files;
  }

  private static String patch() {
    return "--patch-module \"org.mmkit.suite=" + jarOf(PokeMain.class) + "\" ";
  }

  static VerifyRequest.KitJars kit() {
    List<Path> modules = new ArrayList<>();
    Stream.of(UnmapStrategy.class, Stage.class).map(StudentProject::jarOf).forEach(modules::add);
    return new VerifyRequest.KitJars(modules, "test");
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
