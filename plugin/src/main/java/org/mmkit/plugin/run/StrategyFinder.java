// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.mmkit.suite.record.PlainText;
import org.objectweb.asm.ClassReader;

/** Finds the one strategy in the student's classes. */
final class StrategyFinder {
  private static final int SHOWN_MAX = 20;
  private static final String STRATEGY = "org.mmkit.unmap.UnmapStrategy";

  private final Path classes;
  private final ClassIndex index;

  StrategyFinder(VerifyRequest.StudentCode student, VerifyRequest.KitJars kit) {
    classes = student.classes();
    index =
        new ClassIndex(
            Stream.of(Stream.of(classes), student.dependencies().stream(), kit.modules().stream())
                .flatMap(s -> s)
                .toList());
  }

  /**
   * The name of the strategy's class.
   *
   * @throws InputException if there is none, or more than one
   */
  String findTheOne() {
    List<ClassInfo> all = strategies();
    List<String> concrete =
        all.stream().filter(ClassInfo::isConcrete).map(ClassInfo::name).toList();
    if (concrete.size() == 1) {
      return concrete.get(0);
    }
    throw new InputException(concrete.isEmpty() ? none(all) : several(concrete));
  }

  /** The student's class whose annotation has an id, or else the name itself. */
  String classOf(String name) {
    return readers()
        .filter(reader -> StrategyId.of(reader).filter(name::equals).isPresent())
        .flatMap(reader -> ClassBytes.info(reader).stream())
        .map(ClassInfo::name)
        .findFirst()
        .or(() -> names().filter(one -> PlainText.id(one).equals(name)).findFirst())
        .orElse(name);
  }

  private Stream<ClassReader> readers() {
    return ClassIndex.classFiles(classes).stream()
        .map(ClassBytes::read)
        .flatMap(bytes -> bytes.reader().stream());
  }

  /** The names of classes, which are ids where no annotation gives one. */
  private Stream<String> names() {
    return readers().flatMap(reader -> ClassBytes.info(reader).stream()).map(ClassInfo::name);
  }

  private List<ClassInfo> strategies() {
    return readers()
        .flatMap(reader -> ClassBytes.info(reader).stream())
        .filter(info -> index.inherits(info, STRATEGY))
        .toList();
  }

  private String none(List<ClassInfo> abstractOnes) {
    if (!abstractOnes.isEmpty()) {
      return "The only strategy in "
          + shown()
          + ", "
          + PlainText.name(abstractOnes.get(0).name())
          + ", is abstract: no instance of it can be judged. Write a class that extends it.";
    }
    if (ClassIndex.classFiles(classes).isEmpty()) {
      return "There is no class in "
          + shown()
          + ": write a public class that implements "
          + STRATEGY
          + ", or name a shipped strategy by -Dmmkit.strategy=exclusive.";
    }
    return "No class in "
        + shown()
        + " implements "
        + STRATEGY
        + ". Write one that does, or name a shipped strategy by -Dmmkit.strategy=exclusive.";
  }

  private String several(List<String> all) {
    List<String> names = all.stream().limit(SHOWN_MAX).map(PlainText::name).toList();
    return all.size()
        + " strategies in "
        + shown()
        + ": "
        + String.join(", ", names)
        + (all.size() > SHOWN_MAX ? " and others" : "")
        + ". Say which one to judge, as in -Dmmkit.strategy="
        + names.get(0)
        + ", or name several with commas between them.";
  }

  private String shown() {
    Path parent = classes.getParent();
    return parent == null ? classes.toString() : parent.getFileName() + "/" + classes.getFileName();
  }
}
