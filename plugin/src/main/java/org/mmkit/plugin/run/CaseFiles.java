// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mmkit.suite.CaseFile;

/** Reads the case files and the files of loads that the user added. */
public final class CaseFiles {
  private static final CaseFiles CASES = new CaseFiles("case file", ".cases", "mmkit.cases");
  private static final CaseFiles LOADS = new CaseFiles("file of loads", ".loads", "mmkit.loads");
  private static final long BYTES_MAX = 4 << 20;

  private static final CaseFiles PROFILES =
      new CaseFiles("machine profile", ".profile", "mmkit.profile");

  private static final CaseFiles MEASUREMENTS =
      new CaseFiles("file of measurements", "", "mmkit.measurements");

  private final String what;
  private final String suffix;
  private final String parameter;

  private CaseFiles(String what, String suffix, String parameter) {
    this.what = what;
    this.suffix = suffix;
    this.parameter = parameter;
  }

  /**
   * The files, and those below the folders whose names end in {@code .cases}, in the order of their
   * names.
   *
   * @throws InputException if there is no such file, or it is no text
   */
  public static List<CaseFile> read(List<Path> paths) {
    return CASES.all(paths);
  }

  /**
   * The same for loads, whose files end in {@code .loads}.
   *
   * @throws InputException if there is no such file, or it is no text
   */
  public static List<CaseFile> loads(List<Path> paths) {
    return LOADS.all(paths);
  }

  /**
   * A machine profile.
   *
   * @throws InputException if there is no such file, or it is no text
   */
  public static CaseFile profile(Path path) {
    return PROFILES.file(path, String.valueOf(path.getFileName()));
  }

  /**
   * Measurements of a machine.
   *
   * @throws InputException if there is no such file, or it is no text
   */
  public static CaseFile measurements(Path path) {
    return MEASUREMENTS.file(path, String.valueOf(path.getFileName()));
  }

  private List<CaseFile> all(List<Path> paths) {
    List<CaseFile> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(folder(path));
      } else {
        files.add(file(path, path.getFileName().toString()));
      }
    }
    return files;
  }

  private List<CaseFile> folder(Path folder) {
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> found = below.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
      if (found.isEmpty()) {
        throw new InputException(
            "No file in " + folder + " (" + parameter + ") ends in " + suffix + ".");
      }
      return found.stream()
          .map(f -> file(f, folder.relativize(f).toString().replace('\\', '/')))
          .toList();
    } catch (IOException e) {
      throw new InputException(
          "The folder " + folder + " (" + parameter + ") cannot be read: " + e + ".");
    }
  }

  private CaseFile file(Path file, String name) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new InputException("The " + what + " " + file + " (" + parameter + ") is no file.");
      }
      if (Files.size(file) > BYTES_MAX) {
        throw new InputException(
            "The " + what + " " + file + " is larger than " + (BYTES_MAX >> 20) + " MiB.");
      }
      return new CaseFile(name, Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new InputException("The " + what + " " + file + " is no UTF-8 text.");
    } catch (IOException e) {
      throw new InputException("There is no " + what + " " + file + " (" + parameter + ").");
    }
  }
}
