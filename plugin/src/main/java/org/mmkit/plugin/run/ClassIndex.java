// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
  private final List<Path> classPath;

  /**
   * @param classPath folders and jars
   */
  ClassIndex(List<Path> classPath) {
    this.classPath = List.copyOf(classPath);
  }

  /** The class files below a folder, by path. */
  static List<Path> classFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".class")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a class file; nothing if it is none, or newer than this plugin can read. */
  static Optional<ClassReader> read(Path file) {
    try {
      return Optional.of(new ClassReader(Files.readAllBytes(file)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    while (!open.isEmpty()) {
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
    return Files.isRegularFile(file) ? read(file).map(ClassIndex::info) : Optional.empty();
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
        return Optional.of(info(new ClassReader(in)));
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
