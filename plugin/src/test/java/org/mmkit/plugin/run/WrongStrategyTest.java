// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that cannot be judged: each is told in a sentence why. */
class WrongStrategyTest {
  private static final String BODY =
      "public int munmap(org.mmkit.unmap.UnmapContext k, long s, long l) { return 0; }";

  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void makeProject() {
    project = new StudentProject(root);
  }

  private void refusedWith(String sentence) {
    assertThatThrownBy(project::verify).isInstanceOf(InputException.class).hasMessage(sentence);
  }

  private void type(String declaration) {
    project.source("student/S.java", "package student;\n" + declaration);
  }

  @Test
  void noClassAtAll() {
    refusedWith(
        "There is no class in target/classes: write a public class that implements"
            + " org.mmkit.unmap.UnmapStrategy, or name a shipped strategy by"
            + " -Dmmkit.strategy=exclusive.");
  }

  @Test
  void noStrategyAmongTheClasses() {
    type("public class S {}");
    refusedWith(
        "No class in target/classes implements org.mmkit.unmap.UnmapStrategy. Write one that does,"
            + " or name a shipped strategy by -Dmmkit.strategy=exclusive.");
  }

  @Test
  void twoStrategies() {
    type("public class S implements org.mmkit.unmap.UnmapStrategy {" + BODY + "}");
    project.strategy("return 0;");
    refusedWith(
        "2 strategies in target/classes: student.MyUnmap, student.S. Say which one to judge, as in"
            + " -Dmmkit.strategy=student.MyUnmap, or name several with commas between them.");
  }

  @Test
  void onlyAnAbstractOne() {
    type("public abstract class S implements org.mmkit.unmap.UnmapStrategy {}");
    refusedWith(
        "The only strategy in target/classes, student.S, is abstract: no instance of it can be"
            + " judged. Write a class that extends it.");
  }

  @Test
  void anAbstractOneByName() {
    type("public abstract class S implements org.mmkit.unmap.UnmapStrategy {}");
    project.strategies = List.of("student.S");
    refusedWith(
        "The class student.S is abstract: no instance of it can be judged. Name a class that extends"
            + " it.");
  }

  @Test
  void aClassThatIsNoStrategy() {
    type("public class S {}");
    project.strategies = List.of("student.S");
    refusedWith("The class student.S does not implement org.mmkit.unmap.UnmapStrategy.");
  }

  @Test
  void aNameThatIsNothing() {
    project.strategies = List.of("exlusive");
    refusedWith(
        "There is no strategy \"exlusive\": it is no class on the class path and no id of a shipped"
            + " one (known).");
  }

  @Test
  void aClassThatIsNotPublic() {
    type("class S implements org.mmkit.unmap.UnmapStrategy {" + BODY + "}");
    refusedWith("The class student.S is not public: write \"public class\".");
  }

  @Test
  void aConstructorThatIsNotPublic() {
    type("public class S implements org.mmkit.unmap.UnmapStrategy { S() {}" + BODY + "}");
    refusedWith(
        "The class student.S has no public constructor without parameters: each run makes a new"
            + " instance by it.");
  }

  @Test
  void anInnerClass() {
    type(
        "public class S { public class T implements org.mmkit.unmap.UnmapStrategy {" + BODY + "}}");
    refusedWith("The class student.S$T is an inner class: make it static, or a class of its own.");
  }

  @Test
  void aJdkThatIsNone() {
    project.strategy("return 0;");
    project.jvm = root.toString();
    refusedWith("There is no JDK at " + root + " (mmkit.jvm): no bin/java in it.");
  }

  @Test
  void aFlagThatNoJvmKnows() {
    project.strategy("return 0;");
    project.argLine = "-XX:+NoSuchFlag";
    assertThatThrownBy(project::verify)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The judged JVM did not start (exit code 1): ")
        .hasMessageContaining("NoSuchFlag");
  }

  @Test
  void theStudentsLineIsNamedWhereTheConstructorThrows() {
    type(
        "public class S implements org.mmkit.unmap.UnmapStrategy {\n"
            + "public S() { throw new IllegalStateException(\"no\"); }"
            + BODY
            + "}");
    assertThat(Broken.message(project))
        .isEqualTo(
            "The constructor of student.S threw java.lang.IllegalStateException at S.java:3: no.");
  }

  @Test
  void theStudentsLineIsNamedWhereTheStaticInitialiserThrows() {
    type(
        "public class S implements org.mmkit.unmap.UnmapStrategy {\n"
            + "static final int X = 1 / Integer.parseInt(\"0\");"
            + BODY
            + "}");
    assertThat(Broken.message(project))
        .isEqualTo(
            "The static initialiser of student.S threw java.lang.ArithmeticException at S.java:3: /"
                + " by zero.");
  }
}
