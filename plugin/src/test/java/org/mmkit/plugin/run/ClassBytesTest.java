// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What can lie where a class file should: each is told by name, and nothing is judged. */
@Timeout(30)
class ClassBytesTest {
  @TempDir Path root;
  private StudentProject project;
  private Path odd;

  @BeforeEach
  void makeProject() throws IOException {
    project = new StudentProject(root).strategy("return 0;");
    odd = project.classes.resolve("student/Odd.class");
  }

  private void isTold(String why) {
    String sentence =
        "Odd.class: It " + why + ". Remove it, and compile again: nobody can see what is in it.";
    assertThat(StudentScan.scan(project.classes))
        .extracting(Remark::sentence)
        .containsExactly(sentence);
    StrategyRecord record = project.verifyOne();
    assertThat(record.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(record.stages().get(0).cases().get(0).message()).isEqualTo(sentence);
  }

  @Test
  void aPipe() throws Exception {
    boolean made = new ProcessBuilder("mkfifo", odd.toString()).start().waitFor() == 0;
    assumeTrue(made, "there is no mkfifo");
    isTold("is no regular file");
  }

  @Test
  void aDeviceWithoutEnd() throws IOException {
    Files.createSymbolicLink(odd, Path.of("/dev/zero"));
    isTold("is no regular file");
  }

  @Test
  void aLinkToItself() throws IOException {
    Files.createSymbolicLink(odd, odd);
    isTold("is no regular file");
  }

  @Test
  void aHugeFile() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(odd.toFile(), "rw")) {
      file.setLength(1L << 40);
    } catch (IOException e) {
      assumeTrue(false, "this file system has no holes");
    }
    isTold("is larger than 16 MiB");
  }

  @Test
  void nothing() throws IOException {
    Files.write(odd, new byte[0]);
    isTold("is no class file");
  }

  @Test
  void garbage() throws IOException {
    Files.writeString(odd, "this is no class");
    isTold("is no class file");
  }

  @Test
  void halfAClass() throws IOException {
    byte[] whole = Files.readAllBytes(project.classes.resolve("student/MyUnmap.class"));
    Files.write(odd, Arrays.copyOf(whole, whole.length / 2));
    assertThat(StudentScan.scan(project.classes))
        .extracting(Remark::kind)
        .containsExactly(Remark.Kind.UNREADABLE);
  }

  @Test
  void aClassOfTheFuture() throws IOException {
    byte[] whole = Files.readAllBytes(project.classes.resolve("student/MyUnmap.class"));
    whole[6] = 3;
    Files.write(odd, whole);
    isTold("is no class file that can be read (its version is 829)");
  }

  @Test
  void aConstantThatIsMadeOfItself() throws IOException {
    Files.write(odd, withAConstantMadeOfItself());
    assertThat(StudentScan.scan(project.classes))
        .extracting(Remark::kind)
        .containsExactly(Remark.Kind.UNREADABLE);
  }

  @Test
  void aFolderIsNoClass() throws IOException {
    Files.createDirectories(odd);
    assertThat(StudentScan.scan(project.classes)).isEmpty();
  }

  @Test
  void foldersThatAreLinkedInACircle() throws IOException {
    Files.createSymbolicLink(project.classes.resolve("student/again"), project.classes);
    assertThat(StudentScan.scan(project.classes)).isEmpty();
    assertThat(project.verifyOne().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void theStrategyItselfIsGarbage() throws IOException {
    Files.writeString(project.classes.resolve("student/MyUnmap.class"), "x");
    StrategyRecord record = project.verifyOne();
    assertThat(record.id()).isEqualTo("strategy");
    assertThat(record.verdict()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void moreClassesThanAnybodyWrites() throws IOException {
    Path folder = Files.createDirectories(root.resolve("many"));
    for (int i = 0; i <= 20; i++) {
      Files.createFile(folder.resolve(i + ".class"));
    }
    assertThatThrownBy(() -> ClassIndex.classFiles(folder, 20))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than 20 classes");
  }

  @Test
  void namesThatLieAreShownAsTheyAre() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC,
        "org/mmkit/x\n[INFO] BUILD SUCCESS\u001b[2J\ud800" + "E".repeat(60_000),
        null,
        "java/lang/Object",
        null);
    writer.visitSource("::error::\r\n<script>" + "E".repeat(60_000), null);
    writer.visitEnd();
    Files.write(odd, writer.toByteArray());
    List<Remark> remarks = StudentScan.scan(project.classes);
    assertThat(remarks).hasSize(1);
    assertThat(remarks.get(0).sentence()).hasSizeLessThan(600);
    assertThat(remarks.get(0).sentence().chars()).allMatch(c -> c >= 0x20 && c != 0x7f);
    assertThat(project.verifyOne().verdict()).isEqualTo(Verdict.BROKEN);
  }

  private static byte[] withAConstantMadeOfItself() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "student/Odd", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
    Handle bootstrap = new Handle(Opcodes.H_INVOKESTATIC, "a/B", "c", "()V", false);
    ConstantDynamic inner = new ConstantDynamic("x", "I", bootstrap, 7);
    method.visitCode();
    method.visitLdcInsn(inner);
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 0);
    method.visitEnd();
    writer.visitEnd();
    byte[] bytes = writer.toByteArray();
    org.objectweb.asm.ClassReader reader = new org.objectweb.asm.ClassReader(bytes);
    int constant = 0;
    int seven = 0;
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset > 0 && bytes[offset - 1] == 17) {
        constant = i;
      } else if (offset > 0 && bytes[offset - 1] == 3) {
        seven = i;
      }
    }
    // The attribute ends the file: handle, number of arguments, the one argument.
    for (int i = bytes.length - 2; i > 0; i--) {
      if ((bytes[i] << 8 | bytes[i + 1] & 0xff) == seven) {
        bytes[i] = (byte) (constant >> 8);
        bytes[i + 1] = (byte) constant;
        return bytes;
      }
    }
    throw new IllegalStateException("no argument");
  }
}
