// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Each class of the plugin and of what it judges with is used by a goal, by the judged JVM, or by
 * students: what only tests need is with the tests. The JUnit engine, which is not on the plugin's
 * class path, needs no class of the kit that these do not.
 */
class ReachedTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.mmkit");

  @Test
  void noClassIsReachedByTestsAlone() {
    Set<String> reached = reached();
    Set<String> rest = new TreeSet<>();
    for (JavaClass one : ALL) {
      String name = outermost(one).getName();
      if (!reached.contains(name)
          && !one.getSimpleName().equals("package-info")
          && !name.startsWith("org.mmkit.junit.")) {
        rest.add(name);
      }
    }
    assertThat(reached).hasSizeGreaterThan(500);
    assertThat(rest).isEmpty();
  }

  /** The outermost classes that the entries need, and what these need, and so on. */
  private static Set<String> reached() {
    Set<JavaClass> seen = new HashSet<>();
    Deque<JavaClass> open = new ArrayDeque<>();
    ALL.stream().filter(ReachedTest::isEntry).forEach(open::add);
    while (!open.isEmpty()) {
      JavaClass one = open.pop();
      if (seen.add(one)) {
        for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (ALL.contain(target.getName())) {
            open.add(ALL.get(target.getName()));
          }
        }
      }
    }
    Set<String> names = new TreeSet<>();
    seen.forEach(one -> names.add(outermost(one).getName()));
    return names;
  }

  private static boolean isEntry(JavaClass one) {
    return one.getPackageName().startsWith("org.mmkit.plugin")
            && one.getSimpleName().endsWith("Mojo")
        || one.getName().equals("org.mmkit.suite.child.Main")
        || one.getPackageName().equals("org.mmkit.unmap")
            && one.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static JavaClass outermost(JavaClass one) {
    JavaClass outer = one;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }
}
