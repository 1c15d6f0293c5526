// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The suite needs the JDK and the model alone, and only the judged JVM knows of processes and
 * clocks.
 */
class SuiteArchitectureTest {
  private static final JavaClasses SUITE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.mmkit");

  private static final List<String> MODULES =
      List.of("kit/model", "kit/suite", "kit/junit", "kit/bench", "plugin");

  /** Annotations for the compiler, which no JVM loads. */
  private static final String NULLNESS = "org.jspecify.annotations";

  @Test
  void noPackagesDependOnEachOtherInACycle() {
    slices().matching("(org.mmkit..)").should().beFreeOfCycles().check(SUITE);
  }

  @Test
  void theKitNeedsTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.mmkit..", "java..", NULLNESS)
        .check(SUITE);
  }

  @Test
  void theModelKnowsNoSuite() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mmkit.suite..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.mmkit.suite..")
        .check(SUITE);
  }

  /** NullAway looks at marked packages alone: one without the mark would go unchecked. */
  @Test
  void everyPackageOfTheKitAndThePluginIsCheckedForNull() throws IOException {
    Set<Path> packages = new TreeSet<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("../..", module, "src/main/java/org"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> packages.add(file.getParent()));
      }
    }
    assertThat(packages).hasSizeGreaterThan(45);
    for (Path one : packages) {
      assertThat(one.resolve("package-info.java")).content().contains("\n@NullMarked\npackage ");
    }
  }

  @Test
  void recordsKnowNothingOfWhoMadeThem() {
    classes()
        .that()
        .resideInAPackage("org.mmkit.suite.record")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.mmkit.suite.record",
            "org.mmkit.suite.json",
            "org.mmkit.machine",
            "java..",
            NULLNESS)
        .check(SUITE);
  }

  @Test
  void noStageKnowsTheJudgedJvm() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mmkit.suite.child")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.mmkit.suite.child")
        .check(SUITE);
  }

  @Test
  void noResultCanDependOnAClockOrAGlobalSource() {
    noClasses()
        .that()
        .resideInAPackage("org.mmkit.suite..")
        .and()
        .resideOutsideOfPackage("org.mmkit.suite.child")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "identityHashCode", Object.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.time..", "java.net..")
        .check(SUITE);
  }
}
