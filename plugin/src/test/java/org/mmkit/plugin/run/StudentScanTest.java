// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.run.Remark.Kind;

class StudentScanTest {
  @TempDir Path root;

  private List<Remark> scan(String members) {
    StudentProject project = new StudentProject(root);
    project.source("student/S.java", "package student;\npublic class S {\n" + members + "\n}\n");
    return StudentScan.scan(project.classes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MONITOR       | void m() { synchronized (this) { hashCode(); } }         | synchronized",
        "MONITOR       | synchronized void m() { hashCode(); }                    | synchronized m",
        "MONITOR       | void m() throws Exception { wait(); }                    | Object.wait",
        "LOCK          | Object m() { return new java.util.concurrent.locks.ReentrantLock(); } | ReentrantLock",
        "LOCK          | void m(java.util.concurrent.Semaphore s) { s.release(); } | Semaphore.release",
        "THREAD        | void m() { new Thread().start(); }                       | Thread",
        "THREAD        | Object m() { return java.util.concurrent.Executors.newCachedThreadPool(); } | Executors.newCachedThreadPool",
        "THREAD        | void m(java.util.List<?> l) { l.parallelStream(); }      | List.parallelStream",
        "THREAD_LOCAL  | Object m(ThreadLocal<?> l) { return l.get(); }           | ThreadLocal.get",
        "STATIC_STATE  | static int count;                                        | static count",
        "STATIC_STATE  | static final java.util.List<String> LIST = new java.util.ArrayList<>(); | static LIST",
        "STATIC_STATE  | static final int[] TABLE = {1};                          | static TABLE",
        "REFLECTION    | Object m() throws Exception { return Class.forName(`x`); } | Class.forName",
        "REFLECTION    | void m(java.lang.reflect.Field f) { f.setAccessible(true); } | Field.setAccessible",
        "REFLECTION    | Object m() { return java.lang.invoke.MethodHandles.lookup(); } | MethodHandles.lookup",
        "CALLER        | Object m() { return new Error().getStackTrace(); }       | Error.getStackTrace",
        "CALLER        | Object m() { return Thread.currentThread().getStackTrace(); } | Thread.getStackTrace",
        "CALLER        | Object m() { return StackWalker.getInstance(); }         | StackWalker.getInstance",
        "CLOCK         | long m() { return System.nanoTime(); }                   | System.nanoTime",
        "CLOCK         | Object m() { return java.time.Instant.now(); }           | Instant.now",
        "CLOCK         | java.util.function.LongSupplier m() { return System::currentTimeMillis; } | System.currentTimeMillis",
        "RANDOM        | double m() { return Math.random(); }                     | Math.random",
        "RANDOM        | Object m() { return new java.util.Random(1); }           | Random",
        "OUTSIDE_WORLD | Object m() throws Exception { return new java.io.FileReader(`x`); } | FileReader",
        "OUTSIDE_WORLD | Object m() throws Exception { return new java.net.Socket(); } | Socket",
        "OUTSIDE_WORLD | Object m() throws Exception { return new ProcessBuilder(); } | ProcessBuilder",
        "OUTSIDE_WORLD | Object m() { return Integer.getInteger(`x`); }           | Integer.getInteger",
        "OUTSIDE_WORLD | int m() { return Runtime.getRuntime().availableProcessors(); } | Runtime.availableProcessors",
        "OUTSIDE_WORLD | Object m(java.io.ObjectInputStream s) throws Exception { return s.readObject(); } | ObjectInputStream.readObject",
        "OUTSIDE_WORLD | Object m() { return new java.lang.ref.WeakReference<>(this); } | WeakReference",
        "EXIT          | void m() { System.exit(0); }                             | System.exit",
      })
  void isNamedWithItsLine(Kind kind, String member, String what) {
    assertThat(scan(member.replace('`', '"')))
        .extracting(Remark::kind, Remark::what)
        .as(member)
        .contains(org.assertj.core.groups.Tuple.tuple(kind, what));
  }

  @Test
  void aNativeMethodIsNamed() {
    assertThat(scan("native void m();"))
        .containsExactly(new Remark(Kind.REFLECTION, "S.java", "native m"));
  }

  @Test
  void theLineIsTheOneOfTheCall() {
    assertThat(scan("void m() {\nint i = 0;\nSystem.nanoTime();\n}"))
        .containsExactly(new Remark(Kind.CLOCK, "S.java:5", "System.nanoTime"));
  }

  @Test
  void ordinaryCodeIsNotNamed() {
    assertThat(
            scan(
                "static final int PAGE = 4096; static final String NAME = \"x\" + PAGE;"
                    + " enum Mode { A, B } record Pair(int a, int b) {}"
                    + " int m(Mode mode, Object o) { java.util.List<Integer> l = java.util.List.of(1);"
                    + " return switch (mode) { case A -> l.stream().mapToInt(i -> i).sum();"
                    + " case B -> o.toString().length() + new Pair(1, 2).hashCode(); }; }"))
        .isEmpty();
  }

  @Test
  void classesInForeignPackagesAreNamed() {
    StudentProject project = new StudentProject(root);
    project.source("org/mmkit/x/A.java", "package org.mmkit.x; class A {}");
    project.source("org/junit/B.java", "package org.junit; class B {}");
    List<Remark> remarks = StudentScan.scan(project.classes);
    assertThat(remarks)
        .containsExactly(
            new Remark(Kind.SHADOW, "B.java", "org.junit.B"),
            new Remark(Kind.SHADOW, "A.java", "org.mmkit.x.A"));
    assertThat(remarks).extracting(Remark::isRefused).containsExactly(false, true);
  }
}
