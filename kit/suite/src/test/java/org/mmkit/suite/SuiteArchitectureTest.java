// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
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
