// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A class of thirty: solutions, one-line mistakes in the solution, skeletons, and worse. */
final class SampleClass {
  private static final Path EXAMPLE = Path.of("../examples/first-strategy");
  private static final String SOURCE = "src/main/java/student/MyUnmap.java";

  private final Path root;
  private final String solution;
  private final String skeleton;

  SampleClass(Path root) throws IOException {
    this.root = root;
    solution = Files.readString(EXAMPLE.resolve("solution/main/java/student/MyUnmap.java"));
    skeleton = Files.readString(EXAMPLE.resolve(SOURCE));
  }

  /** Writes all of them. */
  void write() throws IOException {
    solutions();
    mistakes();
    odd();
  }

  void solutions() throws IOException {
    hand("s01-solution", solution);
    hand("s02-renamed", solution.replace("MyUnmap", "Détacher"), "student/Détacher.java");
    hand("s03-package", solution.replace("package student;", "package a.b;"), "a/b/MyUnmap.java");
    add("s04-at-the-top", "MyUnmap.java", solution);
    hand(
        "s05-with-id",
        solution.replace(
            "public class",
            "@org.mmkit.unmap.Strategy(id = \"mine\", source = \"me\")\npublic class"));
    hand("s06-always-write", slow());
    hand("s07-two-files", solution.replace("-Errno.EINTR", "-Mine.EINTR"));
    add(
        "s07-two-files",
        "src/main/java/student/Mine.java",
        "package student; final class Mine { static final int EINTR = 4; }");
    hand("s08-own-errno", solution.replace("-Errno.EINTR", "-4"));
  }

  /** Two that are right, of which one holds the lock for writing all the time. */
  void quickAndSlow(String quick, String slow) throws IOException {
    hand(quick, solution);
    hand(slow, slow());
  }

  private String slow() {
    return edit("kernel.mmapSem().downgradeWrite(); // ... so that readers may come in ...", "")
        .replace("upRead()", "upWrite()");
  }

  void mistakes() throws IOException {
    Map<String, String[]> edits = new LinkedHashMap<>();
    edits.put("m01-no-range-check", new String[] {"kernel.checkRange(start, length)", "0"});
    edits.put(
        "m02-einval-is-zero",
        new String[] {
          "if (error != 0) {\n      return error;", "if (error != 0) {\n      return 0;"
        });
    edits.put(
        "m03-stays-locked",
        new String[] {
          "      kernel.mmapSem().upWrite();\n      return error;", "      return error;"
        });
    edits.put(
        "m04-no-detach",
        new String[] {"kernel.detach(vmas); // from here on nobody finds the VMAs ...", ""});
    edits.put(
        "m05-no-zap",
        new String[] {
          "downgradeWrite(); // ... so that readers may come in ...\n    kernel.unmapRegion(vmas);",
          "downgradeWrite();"
        });
    edits.put(
        "m06-frees-first",
        new String[] {
          "    kernel.unmapRegion(vmas);\n    kernel.removeVmaList(vmas);",
          "    kernel.removeVmaList(vmas);\n    kernel.unmapRegion(vmas);"
        });
    edits.put(
        "m07-up-write", new String[] {"kernel.mmapSem().upRead();", "kernel.mmapSem().upWrite();"});
    edits.put(
        "m08-keeps-vmas",
        new String[] {
          "    kernel.removeVmaList(vmas);\n    kernel.mmapSem().upRead();",
          "    kernel.mmapSem().upRead();"
        });
    edits.put(
        "m09-unlocks-twice",
        new String[] {
          "kernel.mmapSem().upRead();", "kernel.mmapSem().upRead();\n    kernel.mmapSem().upRead();"
        });
    edits.put(
        "m10-early-downgrade",
        new String[] {
          "    kernel.munlock(vmas);",
          "    kernel.mmapSem().downgradeWrite();\n    kernel.munlock(vmas);"
        });
    for (Map.Entry<String, String[]> edit : edits.entrySet()) {
      hand(edit.getKey(), edit(edit.getValue()[0], edit.getValue()[1]));
    }
  }

  void odd() throws IOException {
    hand("x01-skeleton", skeleton);
    hand("x02-skeleton", skeleton);
    hand("x03-does-not-compile", solution.replace("int error =", "int error"));
    Files.createDirectories(root.resolve("x04-empty"));
    hand("x05-no-strategy", "package student; public class MyUnmap {}");
    hand("x06-two", solution);
    add("x06-two", "src/main/java/student/Other.java", solution.replace("MyUnmap", "Other"));
    hand(
        "x07-exits",
        edit(
            "int error = kernel",
            "if (length == 4096) { System.exit(0); }\n    int error = kernel"));
    hand(
        "x08-for-ever",
        edit(
            "int error = kernel",
            "while (length == 4096) { kernel.mmapSem().downRead(); kernel.mmapSem().upRead(); }\n    int error = kernel"));
    hand("x09-own-pom", solution);
    add(
        "x09-own-pom",
        "pom.xml",
        "<project><properties><mmkit.skip>true</mmkit.skip></properties></project>");
    add("x09-own-pom", ".mvn/maven.config", "-Dmmkit.stages=hold\n-Dmmkit.skip=true\n");
    add(
        "x09-own-pom",
        "src/main/resources/META-INF/services/javax.annotation.processing.Processor",
        "student.Evil");
    hand("x10-link", solution);
    Files.createSymbolicLink(
        root.resolve("x10-link/src/main/java/student/Key.java"), Path.of("/etc/passwd"));
    hand(
        "x11-says-pass",
        edit(
            "int error = kernel",
            "System.out.println(\"\\033[2K[INFO] BUILD SUCCESS\\n::set-output name=score::100\"); if (length > 0) { throw new IllegalStateException(\"=HYPERLINK(1)\\n##[add-mask]<script>\"); }\n    int error = kernel"));
    hand("x12-kit-class", solution);
    add(
        "x12-kit-class",
        "src/main/java/org/mmkit/suite/Fake.java",
        "package org.mmkit.suite; public class Fake {}");
  }

  /** One whose munmap does nothing for ever. */
  void neverEnds(String id) throws IOException {
    hand(
        id, edit("int error = kernel", "while (length != 0) { start++; }\n    int error = kernel"));
  }

  private String edit(String what, String with) {
    if (!solution.contains(what)) {
      throw new IllegalStateException("the solution has no " + what);
    }
    return solution.replace(what, with);
  }

  private void hand(String id, String source) throws IOException {
    hand(id, source, "student/MyUnmap.java");
  }

  private void hand(String id, String source, String path) throws IOException {
    add(id, "src/main/java/" + path, source);
  }

  void add(String id, String path, String content) throws IOException {
    Path file = root.resolve(id).resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
