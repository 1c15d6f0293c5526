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

/** Reads the case files that the user added. */
public final class CaseFiles {
  private static final String SUFFIX = ".cases";
  private static final long BYTES_MAX = 4 << 20;

  private CaseFiles() {}

  /**
   * The files, and those below the folders whose names end in {@code .cases}, in the order of their
   * names.
   *
   * @throws InputException if there is no such file, or it is no text
   */
  public static List<CaseFile> read(List<Path> paths) {
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

  private static List<CaseFile> folder(Path folder) {
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> found = below.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
      if (found.isEmpty()) {
        throw new InputException("No file in " + folder + " (mmkit.cases) ends in " + SUFFIX + ".");
      }
      return found.stream()
          .map(f -> file(f, folder.relativize(f).toString().replace('\\', '/')))
          .toList();
    } catch (IOException e) {
      throw new InputException(
          "The folder " + folder + " (mmkit.cases) cannot be read: " + e + ".");
    }
  }

  private static CaseFile file(Path file, String name) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new InputException(
            "The case file " + file + " is larger than " + (BYTES_MAX >> 20) + " MiB.");
      }
      return new CaseFile(name, Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new InputException("The case file " + file + " is no UTF-8 text.");
    } catch (IOException e) {
      throw new InputException("There is no case file " + file + " (mmkit.cases).");
    }
  }
}
