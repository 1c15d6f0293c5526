// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an exception of a strategy does when it is looked at, there is one line about it. */
@Timeout(60)
class HostileThrowsTest {
  private static final String THREW = "The strategy threw ";

  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void makeProject() {
    project = new StudentProject(root);
    project.timeoutSeconds = 10;
  }

  private String brokenBy(String body) {
    String message = Broken.message(project.strategy(body));
    assertThat(message).hasSizeLessThan(1000).doesNotContain("\n", "\r", "\u001b");
    return message;
  }

  private String brokenByOneThat(String members) {
    return brokenBy("throw new RuntimeException(\"x\") {" + members + "};");
  }

  @Test
  void aMessageOf300Megabytes() {
    assertThat(brokenBy("throw new RuntimeException(\"x\".repeat(300 << 20));"))
        .startsWith(THREW + "java.lang.RuntimeException at MyUnmap.java:9: xxx");
  }

  @Test
  void aMessageThatIsMadeForEver() {
    project.timeoutSeconds = 3;
    assertThat(brokenByOneThat("public String getMessage() { while (true) { hashCode(); } }"))
        .containsAnyOf("no progress", "within 3 s", THREW);
  }

  @Test
  void aMessageThatIsAnotherOneEachTime() {
    assertThat(
            brokenByOneThat(
                "int n; public String getMessage() { return n++ == 0 ? \"a\" : null; }"))
        .startsWith(THREW);
  }

  @Test
  void aMessageThatExits() {
    assertThat(brokenByOneThat("public String getMessage() { System.exit(0); return \"\"; }"))
        .containsAnyOf("called System.exit", THREW);
  }

  @Test
  void aMessageThatHalts() {
    assertThat(
            brokenByOneThat(
                "public String getMessage() { Runtime.getRuntime().halt(0); return \"\"; }"))
        .startsWith("The judged JVM ended in poke/first before the run was over (exit code 0)");
  }

  @Test
  void aStackTraceThatIsMissing() {
    assertThat(brokenByOneThat("public StackTraceElement[] getStackTrace() { return null; }"))
        .startsWith(THREW);
  }

  @Test
  void aStackTraceWithoutElements() {
    assertThat(
            brokenByOneThat(
                "public StackTraceElement[] getStackTrace() { return new StackTraceElement[3]; }"))
        .startsWith(THREW);
  }

  @Test
  void aStackTraceThatThrows() {
    assertThat(
            brokenByOneThat(
                "public StackTraceElement[] getStackTrace() { throw new Error(\"no\"); }"))
        .startsWith(THREW);
  }

  @Test
  void aStackTraceWithLinesThatLie() {
    assertThat(
            brokenBy(
                "RuntimeException e = new RuntimeException(\"x\"); e.setStackTrace(new"
                    + " StackTraceElement[] {new StackTraceElement(\"student.MyUnmap\", \"m\","
                    + " \"::error::\\n[INFO] BUILD SUCCESS\\u001b[2J\", 7)}); throw e;"))
        .startsWith(
            THREW + "java.lang.RuntimeException at ::error:: / [INFO] BUILD SUCCESS?[2J:7: x");
  }

  @Test
  void aStackTraceOfAMillionLines() {
    assertThat(
            brokenBy(
                "RuntimeException e = new RuntimeException(\"x\"); StackTraceElement[] t = new"
                    + " StackTraceElement[1 << 20]; java.util.Arrays.fill(t, new"
                    + " StackTraceElement(\"student.MyUnmap\", \"m\", \"M.java\", 7));"
                    + " e.setStackTrace(t); throw e;"))
        .startsWith(THREW);
  }

  @Test
  void causesInACircle() {
    assertThat(
            brokenBy(
                "RuntimeException a = new RuntimeException(\"a\"); RuntimeException b = new"
                    + " RuntimeException(\"b\", a); a.initCause(b); throw a;"))
        .startsWith(THREW + "java.lang.RuntimeException at MyUnmap.java:9: ");
  }

  @Test
  void causesWithoutEnd() {
    assertThat(brokenByOneThat("public Throwable getCause() { return new RuntimeException() {}; }"))
        .startsWith(THREW);
  }

  @Test
  void aCauseThatIsMadeForEver() {
    project.timeoutSeconds = 3;
    assertThat(
            brokenByOneThat(
                "public synchronized Throwable getCause() { return new RuntimeException(\"y\") {"
                    + " public Throwable getCause() { return new RuntimeException(\"z\", this); }"
                    + " }; }"))
        .containsAnyOf("no progress", "within 3 s", THREW);
  }

  @Test
  void whatAThreadThrows() {
    assertThat(
            brokenBy(
                "Thread t = new Thread(() -> { throw new Error(\"::error::\"); }); t.start(); try {"
                    + " t.join(); } catch (InterruptedException e) {} throw new Error(\"y\");"))
        .isEqualTo(THREW + "java.lang.Error at MyUnmap.java:9: y.");
  }

  @Test
  void aHandlerForWhatNobodyCatches() {
    assertThat(
            brokenBy(
                "Thread.setDefaultUncaughtExceptionHandler((t, e) -> { while (true) {} }); throw"
                    + " new Error(\"y\");"))
        .isEqualTo(THREW + "java.lang.Error at MyUnmap.java:9: y.");
  }

  @Test
  void anErrorOfTheVirtualMachineItself() {
    assertThat(brokenBy("throw new InternalError(\"mmkit's own fault\");"))
        .startsWith(THREW + "java.lang.InternalError at MyUnmap.java:9: mmkit's own fault");
  }

  @Test
  void theEndOfAThread() {
    assertThat(brokenBy("throw new ThreadDeath();")).startsWith(THREW + "java.lang.ThreadDeath");
  }

  @Test
  void whatIsThrownPastTheCompiler() {
    assertThat(
            brokenBy(
                "class Sneaky { <T extends Throwable> void raise(Throwable t) throws T { throw (T)"
                    + " t; } } new Sneaky().<RuntimeException>raise(new java.io.IOException(\"x\"));"
                    + " return 0;"))
        .isEqualTo(THREW + "java.io.IOException at MyUnmap.java:9: x.");
  }
}
