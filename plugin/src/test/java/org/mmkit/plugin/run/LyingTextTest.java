// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.report.Beside;
import org.mmkit.plugin.report.Results;
import org.mmkit.plugin.report.Sources;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A strategy that says, in all ways that it has, what only mmkit, Maven or a service says. */
@Timeout(60)
class LyingTextTest {
  private static final String LONG = "E".repeat(60_000);

  @TempDir Path root;

  /** Prints lies in the first case, throws them in the second, and is long in the third. */
  private StudentProject liar() throws Exception {
    StudentProject project = new StudentProject(root);
    project.dependencies = List.of(jarWith("student/" + LONG));
    return project.strategy(
        """
        int n = Integer.getInteger("n", 0);
        System.setProperty("n", "" + (n + 1));
        if (n == 0) {
          System.out.print("::error::no\\n[INFO] BUILD SUCCESS\\r\\u001b[2J\\u009b1m\\ud800\\u202e</pre>\\n");
          return 0;
        }
        if (n == 1) {
          throw new RuntimeException("\\n::error::no\\n[INFO] BUILD SUCCESS\\u001b[2J\\u009b<b>"
              + "x".repeat(200 << 20));
        }
        try {
          throw (RuntimeException)
              Class.forName("student." + "E".repeat(60000)).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
          return 7;
        }\
        """);
  }

  @Test
  void isHeardAndNotBelieved() throws Exception {
    StudentProject project = liar();
    VerifyOutcome outcome = project.verify();
    StrategyRecord record = outcome.run().strategies().get(0);
    assertThat(record.verdict()).isEqualTo(Verdict.BROKEN);
    List<String> messages = record.stages().get(0).cases().stream().map(c -> c.message()).toList();
    assertThat(messages.get(0)).isEmpty();
    assertThat(messages.get(1))
        .startsWith(
            "The strategy threw java.lang.RuntimeException at MyUnmap.java:17: ::error::no / [INFO] BUILD"
                + " SUCCESS?[2J?<b>xxx")
        .hasSizeLessThan(500)
        .doesNotContain("\n");
    assertThat(messages.get(2)).startsWith("The strategy threw student.EEEE").hasSizeLessThan(500);
    Map<String, String> files =
        Results.files(project.request(), outcome, Sources.none(), Beside.NOTHING);
    files.forEach(LyingTextTest::assertHarmless);
    assertThat(files.get("report.html")).doesNotContain("SUCCESS?[2J?<b>");
    assertThat(project.log.lines).anyMatch(l -> l.startsWith("output T1: ::error::no\n"));
  }

  private static void assertHarmless(String name, String content) {
    assertThat(content.codePoints().filter(c -> c < 0x20 && c != '\n' && c != '\t').count())
        .as(name)
        .isZero();
    assertThat(content).as(name).doesNotContain("\u202e", "\u009b").hasSizeLessThan(1 << 20);
    assertThat(content.lines()).as(name).noneMatch(l -> l.stripLeading().startsWith("::"));
    assertThat(
            new String(
                content.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.UTF_8))
        .as(name)
        .isEqualTo(content);
  }

  private Path jarWith(String className) throws Exception {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, className, null, "java/lang/RuntimeException", null);
    MethodVisitor make = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    make.visitCode();
    make.visitVarInsn(Opcodes.ALOAD, 0);
    make.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/lang/RuntimeException", "<init>", "()V", false);
    make.visitInsn(Opcodes.RETURN);
    make.visitMaxs(1, 1);
    make.visitEnd();
    writer.visitEnd();
    Path jar = root.resolve("long.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(className + ".class"));
      out.write(writer.toByteArray());
    }
    return jar;
  }
}
