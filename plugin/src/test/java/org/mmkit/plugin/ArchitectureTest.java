// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.junit.jupiter.api.Test;

/** Arrows point down, and only the goals know Maven. */
class ArchitectureTest {
  private static final int MOJO_LINES_MAX = 120;

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.mmkit");

  @Test
  void onlyTheGoalsKnowMaven() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.mmkit.plugin", "org.mmkit.plugin.help")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..")
        .check(ALL);
  }

  @Test
  void onlyTheReportKnowsFreeMarker() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mmkit.plugin.report")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("freemarker..")
        .check(ALL);
  }

  @Test
  void nothingBelowKnowsThePlugin() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mmkit.plugin..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.mmkit.plugin..")
        .check(ALL);
  }

  @Test
  void whoJudgesDoesNotKnowHowItIsShown() {
    noClasses()
        .that()
        .resideInAPackage("org.mmkit.plugin.run..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.mmkit.plugin", "org.mmkit.plugin.report..")
        .check(ALL);
  }

  @Test
  void nothingInThePluginLoadsAClass() {
    noClasses()
        .that()
        .resideInAPackage("org.mmkit.plugin..")
        .should()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ClassLoader.class)
        .check(ALL);
  }

  @Test
  void theModelOfTheStrategiesIsOnlyForTheJudgedJvm() {
    classes()
        .that()
        .resideInAPackage("org.mmkit.plugin..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("org.mmkit.mm..", "org.mmkit.unmap..")
        .check(ALL);
  }

  /**
   * Both refuse a parameter that has no effect; a goal of neither kind would take it in silence.
   */
  @Test
  void aGoalJudgesOrIsPlainOrIsTheReport() {
    classes()
        .that()
        .resideInAPackage("org.mmkit.plugin")
        .and()
        .areAssignableTo(AbstractMojo.class)
        .should()
        .beAssignableTo(JudgingMojo.class)
        .orShould()
        .beAssignableTo(PlainMojo.class)
        .orShould()
        .be(ReportMojo.class)
        .check(ALL);
  }

  @Test
  void aGoalIsParametersAndOneCall() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> mojos = files.filter(f -> f.toString().endsWith("Mojo.java")).toList();
      assertThat(mojos).hasSizeGreaterThanOrEqualTo(2);
      for (Path mojo : mojos) {
        assertThat(Files.readAllLines(mojo))
            .as(mojo.toString())
            .hasSizeLessThanOrEqualTo(MOJO_LINES_MAX);
      }
    }
  }
}
