// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassReader;

/** Reads class files, and their inheritance, without loading a class. */
final class ClassIndex {
  private static final int FILES_MAX = 20_000;
  private static final int DEPTH_MAX = 64;
  private static final int PARENTS_MAX = 10_000;

  private final List<Path> classPath;

  /**
   * @param classPath folders and jars
   */
  ClassIndex(List<Path> classPath) {
    this.classPath = List.copyOf(classPath);
  }

  /**
   * The class files below a folder, by path. Links to folders are not followed.
   *
   * @throws InputException if there are more than anybody writes, or a folder cannot be read
   */
  static List<Path> classFiles(Path folder) {
    return classFiles(folder, FILES_MAX);
  }

  static List<Path> classFiles(Path folder, int max) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH_MAX)) {
      List<Path> found =
          files.filter(ClassIndex::looksLikeAClass).limit(max + 1L).sorted().toList();
      if (found.size() > max) {
        throw new InputException("There are more than " + max + " classes in " + folder + ".");
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("The classes in " + folder + " cannot be read: " + e + ".");
    }
  }

  private static boolean looksLikeAClass(Path file) {
    return file.toString().endsWith(".class")
        && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** What a class file says of its class. */
  static ClassInfo info(ClassReader reader) {
    Stream<String> superclass = Stream.ofNullable(reader.getSuperName());
    List<String> parents =
        Stream.concat(superclass, Stream.of(reader.getInterfaces()))
            .map(ClassIndex::dotted)
            .toList();
    return new ClassInfo(dotted(reader.getClassName()), parents, reader.getAccess());
  }

  static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }

  /** Whether a class inherits, however indirectly, from another. */
  boolean inherits(ClassInfo info, String ancestor) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(info.parents());
    while (!open.isEmpty() && seen.size() < PARENTS_MAX) {
      String name = open.pop();
      if (name.equals(ancestor)) {
        return true;
      }
      if (seen.add(name) && !name.startsWith("java.")) {
        find(name).ifPresent(parent -> open.addAll(parent.parents()));
      }
    }
    return false;
  }

  private Optional<ClassInfo> find(String name) {
    String path = name.replace('.', '/') + ".class";
    return classPath.stream()
        .map(entry -> Files.isDirectory(entry) ? inFolder(entry, path) : inJar(entry, path))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<ClassInfo> inFolder(Path folder, String path) {
    Path file = folder.resolve(path);
    return ClassBytes.read(file).reader().flatMap(ClassBytes::info);
  }

  private static Optional<ClassInfo> inJar(Path jar, String path) {
    if (!Files.isRegularFile(jar)) {
      return Optional.empty();
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry(path);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = file.getInputStream(entry)) {
        return ClassBytes.read(in).reader().flatMap(ClassBytes::info);
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
