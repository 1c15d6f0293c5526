// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StudentCodeTest {
  private final StudentCode code = new StudentCode("student.MyUnmap");

  private static StackTraceElement frame(String module, String type, String file, int line) {
    return new StackTraceElement("app", module, null, type, "m", file, line);
  }

  private final StackTraceElement jdk =
      new StackTraceElement(null, "java.base", null, "java.util.List", "of", "List.java", 1);
  private final StackTraceElement kit = frame("org.mmkit.model", "org.mmkit.mm.Zap", "Zap.java", 2);
  private final StackTraceElement helper = frame(null, "student.Helper", "Helper.java", 3);
  private final StackTraceElement strategy = frame(null, "student.MyUnmap", "MyUnmap.java", 4);

  @Test
  void theInnermostLineOfTheStudentIsNamed() {
    assertThat(code.lineOf(new StackTraceElement[] {jdk, kit, helper, strategy, kit}))
        .contains("Helper.java:3");
  }

  @Test
  void aStackWithoutTheStudentHasNoLine() {
    assertThat(code.lineOf(new StackTraceElement[] {jdk, kit})).isEmpty();
  }

  @Test
  void theStudentIsOnTopUnlessTheKitWasCalled() {
    assertThat(code.isOnTop(new StackTraceElement[] {jdk, helper, strategy, kit})).isTrue();
    assertThat(code.isOnTop(new StackTraceElement[] {kit, strategy, kit})).isFalse();
    assertThat(code.isOnTop(new StackTraceElement[] {jdk})).isFalse();
  }

  @Test
  void aShippedStrategyIsAStudentLikeAnyOther() {
    StudentCode shipped = new StudentCode("org.mmkit.unmap.detach.DetachV7");
    StackTraceElement own =
        frame("org.mmkit.model", "org.mmkit.unmap.detach.DetachV7", "DetachV7.java", 5);
    assertThat(shipped.lineOf(new StackTraceElement[] {kit, own})).contains("DetachV7.java:5");
  }

  @Test
  void theCauseThatPassedThroughTheStudentIsDescribed() {
    RuntimeException inner = new IllegalStateException("boom");
    inner.setStackTrace(new StackTraceElement[] {kit, strategy});
    RuntimeException outer = new RuntimeException("wrapped", inner);
    outer.setStackTrace(new StackTraceElement[] {kit});
    assertThat(code.describe(outer))
        .isEqualTo("threw java.lang.IllegalStateException at MyUnmap.java:4: boom.");
  }

  @Test
  void identitiesOfAMessageGoAndAnotherPackageOfMmkitIsNamed() {
    Throwable refused =
        new IllegalAccessError(
            "class a.MyUnmap (in unnamed module @0x62209509) cannot access class"
                + " org.mmkit.unmap.merged.Merged58 (in module org.mmkit.model) because module"
                + " org.mmkit.model does not export org.mmkit.unmap.merged to unnamed module"
                + " @0x62209509");
    refused.setStackTrace(new StackTraceElement[] {strategy});
    assertThat(code.describe(refused))
        .doesNotContain("@")
        .endsWith(
            "does not export org.mmkit.unmap.merged to unnamed module. A strategy may use the"
                + " package org.mmkit.unmap and no other of mmkit.");
    Throwable own = new IllegalStateException("no end: " + new Object() + ", 12@34");
    own.setStackTrace(new StackTraceElement[] {strategy});
    assertThat(code.describe(own)).endsWith("no end: java.lang.Object, 12@34.");
  }

  @Test
  void aMessageEndsAsASentenceDoesAndTheRunStandsBesideTheLine() {
    RuntimeException whole = new IllegalStateException("There is no VMA. Look it up first.");
    whole.setStackTrace(new StackTraceElement[] {strategy});
    assertThat(code.describe(whole, " in race/reuse"))
        .isEqualTo(
            "threw java.lang.IllegalStateException at MyUnmap.java:4 in race/reuse: There is no VMA."
                + " Look it up first.");
    RuntimeException silent = new IllegalStateException();
    silent.setStackTrace(new StackTraceElement[] {strategy});
    assertThat(code.describe(silent))
        .isEqualTo("threw java.lang.IllegalStateException at MyUnmap.java:4.");
  }

  @Test
  void aMessageIsOneLineOfBoundedLengthAndMayThrow() {
    assertThat(code.describe(new RuntimeException("a\n b\u0007")))
        .startsWith("threw java.lang.RuntimeException at ")
        .endsWith(": a / b?");
    assertThat(code.describe(new RuntimeException("x".repeat(1 << 20)))).hasSizeLessThan(500);
    RuntimeException hostile =
        new RuntimeException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new IllegalStateException();
          }
        };
    assertThat(code.describe(hostile)).startsWith("threw org.mmkit.suite.child.StudentCodeTest$1");
  }
}
