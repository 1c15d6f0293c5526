// SPDX-License-Identifier: Apache-2.0
package org.mmkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mmkit.mm.Part;

/**
 * The machine knows no memory management, memory management knows no strategy, and all is
 * repeatable.
 */
class ModelArchitectureTest {
  private static final JavaClasses MODEL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.mmkit.machine", "org.mmkit.mm", "org.mmkit.unmap");

  /** Annotations for the compiler, which no JVM loads. */
  private static final String NULLNESS = "org.jspecify.annotations";

  @Test
  void noPackagesDependOnEachOtherInACycle() {
    slices().matching("(org.mmkit..)").should().beFreeOfCycles().check(MODEL);
  }

  @Test
  void theMachineKnowsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("org.mmkit.machine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.mmkit.machine..", "java..", NULLNESS)
        .check(MODEL);
  }

  @Test
  void whatTheMachineUsesKnowsNothingOfIt() {
    for (String room : new String[] {"org.mmkit.machine.keep", "org.mmkit.machine.profile"}) {
      classes()
          .that()
          .resideInAPackage(room)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(room, "java..", NULLNESS)
          .check(MODEL);
    }
  }

  @Test
  void memoryManagementKnowsNoStrategy() {
    classes()
        .that()
        .resideInAPackage("org.mmkit.mm..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.mmkit.machine..", "org.mmkit.mm..", "java..", NULLNESS)
        .check(MODEL);
  }

  @Test
  void theHealthyKernelKnowsNoBug() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mmkit..bugs")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.mmkit..bugs")
        .check(MODEL);
  }

  /** Who makes a part past the kernel's parts has it without the bugs that the kernel has. */
  @Test
  void aPartIsMadeByItsOwnClassAlone() {
    noClasses()
        .should()
        .callConstructorWhere(
            describe(
                "a part is made elsewhere",
                call ->
                    isPart(call.getTargetOwner())
                        && !call.getOriginOwner().isAssignableTo(call.getTargetOwner().getName())))
        .check(MODEL);
  }

  /** Protected says so: a step that nobody has otherwise is private or final. */
  @Test
  void eachStepThatCanBeOverriddenWentWrongOnce() {
    for (JavaClass part : MODEL.that(describe("are parts", ModelArchitectureTest::isPart))) {
      for (JavaMethod step : part.getMethods()) {
        Set<JavaModifier> modifiers = step.getModifiers();
        if (modifiers.contains(JavaModifier.PROTECTED)
            && !modifiers.contains(JavaModifier.FINAL)
            && !modifiers.contains(JavaModifier.STATIC)) {
          assertThat(part.getAllSubclasses())
              .as(step.getFullName())
              .anyMatch(
                  other ->
                      other
                          .tryGetMethod(step.getName(), names(step.getRawParameterTypes()))
                          .isPresent());
        }
      }
    }
  }

  private static String[] names(List<JavaClass> types) {
    return types.stream().map(JavaClass::getName).toArray(String[]::new);
  }

  private static boolean isPart(JavaClass type) {
    return type.getFields().stream()
        .anyMatch(field -> field.getRawType().isEquivalentTo(Part.class));
  }

  @Test
  void strategiesKnowOnlyTheModel() {
    classes()
        .that()
        .resideInAPackage("org.mmkit.unmap..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.mmkit..", "java..", NULLNESS)
        .andShould()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("org.mmkit.suite..", "org.mmkit.plugin..")
        .check(MODEL);
  }

  @Test
  void theModelIsPlainCodeOfOneThread() {
    noClasses()
        .that()
        .resideInAnyPackage("org.mmkit.mm..", "org.mmkit.unmap..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .check(MODEL);
  }

  @Test
  void nothingReadsAClockOrDrawsFromAGlobalSource() {
    noClasses()
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
        .resideInAPackage("java.time..")
        .check(MODEL);
  }

  /**
   * The order of their elements can depend on identity hashes; linked and sorted ones have none of
   * their own.
   */
  @Test
  void nothingMakesACollectionWithoutAnOrder() {
    noClasses()
        .that()
        .resideInAnyPackage("org.mmkit.mm..", "org.mmkit.unmap..")
        .should()
        .callConstructor(HashMap.class)
        .orShould()
        .callConstructor(HashMap.class, int.class)
        .orShould()
        .callConstructor(HashSet.class)
        .orShould()
        .callConstructor(HashSet.class, int.class)
        .orShould()
        .callConstructor(IdentityHashMap.class)
        .check(MODEL);
  }
}
