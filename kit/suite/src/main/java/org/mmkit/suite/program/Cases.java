// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where programs come from: the shipped case files, and those of a user. */
public final class Cases {

  /** Where the shipped case files lie on the class path. */
  public static final String FOLDER = "/org/mmkit/suite/cases/";

  private static final String INDEX = "index.txt";
  private static final String SUFFIX = ".cases";

  private Cases() {}

  /** The programs that come with the kit, files in the order of their names. */
  public static List<Program> shipped() {
    return shipped(id -> true);
  }

  /** Those of some ids: to read all of them takes longer than to run a few. */
  public static List<Program> shipped(Predicate<String> ids) {
    CaseParser parser = CaseParser.of(ids);
    for (String file : shippedFiles()) {
      parser.add(file, resource(file));
    }
    return parser.finish();
  }

  /** The names of the shipped files, sorted. */
  public static List<String> shippedFiles() {
    return resource(INDEX).lines().filter(line -> !line.isBlank()).sorted().toList();
  }

  /** The text of a shipped file. */
  public static String shippedText(String file) {
    return resource(file);
  }

  /**
   * The programs of case files, or of the files named {@code *.cases} in folders, sorted by path.
   *
   * @throws CaseSyntaxException if one cannot be parsed
   * @throws UncheckedIOException if one cannot be read
   */
  public static List<Program> load(List<Path> paths) {
    CaseParser parser = new CaseParser();
    for (Path path : paths) {
      for (Path file : files(path)) {
        parser.add(file.getFileName().toString(), read(file));
      }
    }
    return parser.finish();
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> found = new ArrayList<>(walk.filter(Files::isRegularFile).toList());
      found.removeIf(file -> !file.getFileName().toString().endsWith(SUFFIX));
      found.sort(null);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the folder " + path, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the case file " + file, e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Cases.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no shipped case file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped case file " + name, e);
    }
  }
}
