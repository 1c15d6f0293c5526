// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Whatever a strategy does, there is a verdict, it is no pass, and it names the student's line. */
@Timeout(60)
class HostileStrategyTest {
  /** The line of {@code MyUnmap.java} that the body of munmap begins in. */
  private static final String LINE = "MyUnmap.java:9";

  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void makeProject() {
    project = new StudentProject(root);
  }

  private String brokenBy(String body) {
    return Broken.message(project.strategy(body));
  }

  @Test
  void throwing() {
    assertThat(brokenBy("throw new IllegalStateException(\"no\");"))
        .isEqualTo("The strategy threw java.lang.IllegalStateException at " + LINE + ": no.");
  }

  @Test
  void exitingWithZero() {
    assertThat(brokenBy("System.exit(0); return 0;"))
        .isEqualTo("The strategy called System.exit in poke/first at " + LINE + ".");
  }

  @Test
  void exitingInAStaticInitialiser() {
    project.source(
        "student/MyUnmap.java",
        """
        package student;
        public class MyUnmap implements org.mmkit.unmap.UnmapStrategy {
          static { System.exit(0); }
          public int munmap(org.mmkit.unmap.UnmapContext k, long s, long l) { return 0; }
        }
        """);
    assertThat(Broken.message(project))
        .isEqualTo("The strategy called System.exit at MyUnmap.java:3.");
  }

  @Test
  void halting() {
    assertThat(brokenBy("Runtime.getRuntime().halt(0); return 0;"))
        .isEqualTo(
            "The judged JVM ended in poke/first before the run was over (exit code 0):"
                + " Runtime.halt, a crash, or a kill from outside.");
  }

  @Test
  void loopingForEver() {
    project.timeoutSeconds = 3;
    // Progress is missed after 2 s of CPU time, which on a loaded machine may take all of the 3 s.
    assertThat(brokenBy("while (length != 0) { start++; } return 0;"))
        .startsWith("The run ")
        .containsAnyOf("made no progress for 2 s", "within 3 s (mmkit.timeout)")
        .endsWith(" in poke/first, stuck at " + LINE + ".");
  }

  @Test
  void sleepingForEver() {
    project.timeoutSeconds = 3;
    assertThat(
            brokenBy(
                "try { Thread.sleep(Long.MAX_VALUE); } catch (InterruptedException e) {} return"
                    + " 0;"))
        .endsWith("stuck at " + LINE + ".");
  }

  @Test
  void allocatingWithoutEnd() {
    project.argLine = "-Xmx64m";
    assertThat(
            brokenBy(
                "var all = new java.util.ArrayList<long[]>(); while (true) all.add(new long[1 <<"
                    + " 16]);"))
        .isEqualTo(
            "The strategy threw java.lang.OutOfMemoryError at " + LINE + ": Java heap space.");
  }

  @Test
  void allocatingWithoutEndForGood() {
    project.argLine = "-Xmx64m";
    project.source(
        "student/MyUnmap.java",
        """
        package student;
        public class MyUnmap implements org.mmkit.unmap.UnmapStrategy {
          static Object[] all;
          public int munmap(org.mmkit.unmap.UnmapContext k, long s, long l) {
            while (true) {
              all = new Object[] {all, null};
            }
          }
        }
        """);
    assertThat(Broken.message(project))
        .isEqualTo(
            "The strategy threw java.lang.OutOfMemoryError at MyUnmap.java:6: Java heap space.");
  }

  @Test
  void recursingWithoutEnd() {
    assertThat(brokenBy("return munmap(kernel, start, length);"))
        .isEqualTo("The strategy threw java.lang.StackOverflowError at " + LINE + ".");
  }

  @Test
  void printingWithoutEnd() {
    assertThat(brokenBy("while (length != 0) { System.out.println(\"PASS\"); } return 0;"))
        .isEqualTo("The strategy printed more than 64 KiB in one case at " + LINE + ".");
    assertThat(String.join("", project.log.lines)).hasSizeLessThan(1 << 20);
  }

  @Test
  void printingWithoutEndWhateverIsThrown() {
    project.timeoutSeconds = 3;
    assertThat(
            brokenBy(
                "while (length != 0) { try { System.out.println(\"PASS\"); } catch (Throwable t) {}"
                    + " } return 0;"))
        .contains("stuck at MyUnmap.java:9");
  }

  @Test
  void printingPastSystemOut() {
    assertThat(
            brokenBy(
                "var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);"
                    + " try { while (true) out.write(new byte[1 << 16]); }"
                    + " catch (java.io.IOException e) { return 0; }"))
        .isEqualTo(
            "The judged JVM wrote more than 1 MiB to standard output past System.out in poke/first"
                + " and was killed.");
  }

  @Test
  void bringingItsOwnKitClasses() {
    project.strategy("return 0;");
    project.source(
        "org/mmkit/suite/child/Main.java",
        "package org.mmkit.suite.child; public class Main { public static void main(String[] a) {}"
            + " }");
    assertThat(Broken.message(project))
        .isEqualTo(
            "The class org.mmkit.suite.child.Main (Main.java) stands in a package of mmkit: move it"
                + " to a package of your own.");
  }

  @Test
  void aClassOfTheKitCannotBeReplacedEvenIfItIsNotSeen() {
    // Past the scan: the class is in a jar of a dependency, say.
    project.source(
        "org/mmkit/suite/record/Verdict.java",
        "package org.mmkit.suite.record; public enum Verdict {}");
    project.strategy("org.mmkit.suite.record.Verdict.values(); return 0;");
    assertThat(Broken.message(project)).contains("org.mmkit.suite.record.Verdict");
  }

  @Test
  void reflectingIntoTheKit() {
    assertThat(
            brokenBy(
                "try { var f ="
                    + " Class.forName(\"org.mmkit.suite.child.Child\").getDeclaredField(\"position\");"
                    + " f.setAccessible(true); return 0; } catch (ReflectiveOperationException e) {"
                    + " throw new IllegalStateException(e); }"))
        .contains("java.lang.reflect.InaccessibleObjectException at " + LINE + ": Unable to make");
  }

  /** What reaches past the module system is not there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun.misc.Unsafe",
        "com.sun.tools.attach.VirtualMachine",
        "java.lang.instrument.Instrumentation",
        "java.lang.management.ManagementFactory",
        "com.sun.jdi.Bootstrap",
        "sun.reflect.ReflectionFactory"
      })
  void reachingPastTheModules(String name) {
    assertThat(
            brokenBy(
                "try { return Class.forName(\"%s\").hashCode(); } catch (ClassNotFoundException e)"
                        .formatted(name)
                    + " { throw new Error(e.getMessage() + \" is not there\"); }"))
        .isEqualTo(
            "The strategy threw java.lang.Error at " + LINE + ": " + name + " is not there.");
  }

  @Test
  void throwingAnExceptionWhoseMessageThrows() {
    assertThat(
            brokenBy(
                "throw new RuntimeException() {"
                    + " public String getMessage() { throw new Error(); } };"))
        .isEqualTo("The strategy threw student.MyUnmap$1 at " + LINE + ".");
  }

  @Test
  void closingTheConnection() {
    // The least that a strategy has to do for that: find the descriptor of the socket.
    StrategyRecord record =
        project
            .strategy(
                "try (var fds = java.nio.file.Files.list(java.nio.file.Path.of(\"/proc/self/fd\")))"
                    + " { fds.forEach(fd -> { try { if"
                    + " (java.nio.file.Files.readSymbolicLink(fd).toString().startsWith(\"socket\"))"
                    + " new java.io.FileOutputStream(fd.toString()).write(new byte[8]); } catch"
                    + " (java.io.IOException e) {} }); } catch (java.io.IOException e) {} return"
                    + " 7;")
            .verifyOne();
    assertThat(record.verdict()).isNotEqualTo(Verdict.PASS);
  }

  @Test
  void startingAThreadThatKeepsTheJvmAlive() {
    StrategyRecord record =
        project
            .strategy("new Thread(() -> { while (true) Thread.onSpinWait(); }).start(); return 0;")
            .verifyOne();
    assertThat(record.verdict()).isEqualTo(Verdict.PASS);
    assertThat(project.log.lines).anyMatch(l -> l.startsWith("warning " + LINE + ": Thread "));
  }

  /** Commands that leave a process behind which touches a file after four seconds. */
  @Test
  void leavingProcessesBehind() throws Exception {
    List<String> commands =
        List.of(
            "sleep 4; touch %s",
            "(sleep 4; touch %s) & exit",
            "setsid sh -c 'sleep 4; touch %s' > /dev/null 2>&1 & exit",
            "env -i /usr/bin/setsid /bin/sh -c 'sleep 4; touch %s' > /dev/null 2>&1 & exit");
    StringBuilder body = new StringBuilder("try {");
    for (int i = 0; i < commands.size(); i++) {
      String command = commands.get(i).formatted(root.resolve("alive" + i));
      body.append("new ProcessBuilder(\"sh\", \"-c\", \"").append(command).append("\").start();");
    }
    project.strategy(body + "} catch (java.io.IOException e) { return 7; } return 0;").verifyOne();
    Thread.sleep(5000);
    assertThat(root.toFile().list((folder, name) -> name.startsWith("alive"))).isEmpty();
  }

  @Test
  void allocatingInAFinallyBlock() {
    project.argLine = "-Xmx64m";
    assertThat(
            brokenBy(
                "var all = new java.util.ArrayList<long[]>(); try { throw new Error(\"x\"); } finally {"
                    + " while (length != 0) all.add(new long[1 << 16]); }"))
        .startsWith("The strategy threw java.lang.OutOfMemoryError");
  }

  @Test
  void allocatingWhateverIsThrown() {
    project.argLine = "-Xmx64m";
    project.timeoutSeconds = 3;
    assertThat(
            brokenBy(
                "var all = new java.util.ArrayList<long[]>(); while (length != 0) { try { all.add(new"
                    + " long[1 << 12]); } catch (OutOfMemoryError e) { start++; } } return 0;"))
        .containsAnyOf("stuck at " + LINE, "OutOfMemoryError");
  }

  @Test
  void askingForAModuleThatIsNotThere() {
    String message =
        brokenBy("return new java.util.Date(new java.sql.Date(0).getTime()).hashCode();");
    assertThat(message)
        .contains("ClassNotFoundException at " + LINE + ": java.sql.Date.")
        .endsWith(
            "The JVM that judges has java.base and java.logging of the JDK and no other module: a"
                + " way to unmap needs none.");
  }
}
