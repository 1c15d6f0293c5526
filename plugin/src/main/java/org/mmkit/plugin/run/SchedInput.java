// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.sched.SchedFile;

/**
 * A schedule that is to be replayed.
 *
 * @param strategy what the file names its strategy by
 */
public record SchedInput(CaseFile file, String strategy) {
  /** The folder of schedules within the results. */
  public static final String FOLDER = "sched";

  private static final long BYTES_MAX = 4 << 20;
  private static final int SHOWN_MAX = 5;

  /**
   * Reads the schedule that the user names.
   *
   * @throws InputException if none is named, which says what there is, or it cannot be read
   */
  public static SchedInput named(@Nullable File given, File outputDirectory) {
    Path results = outputDirectory.toPath();
    if (given == null || given.getPath().isBlank()) {
      Path folder = results.resolve(FOLDER);
      throw new InputException(
          "Say which schedule to replay: -Dmmkit.sched=NAME.sched. In "
              + folder
              + ": "
              + those(folder)
              + " mmkit:again repeats what failed in the last run.");
    }
    return read(given.toPath(), results);
  }

  /**
   * Reads a schedule.
   *
   * @param path the file; where there is none, one of this name among the results
   * @param results the folder of results
   * @throws InputException if it cannot be read
   */
  public static SchedInput read(Path path, Path results) {
    Path folder = results.resolve(FOLDER);
    String name = path.getFileName().toString();
    Path file =
        Stream.of(path, folder.resolve(name), folder.resolve("before").resolve(name))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElse(folder.resolve(name));
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "There is no schedule "
              + path
              + " (mmkit.sched), and none of this name in "
              + folder
              + ". "
              + those(folder));
    }
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new InputException(file + " (mmkit.sched) is too large for a schedule.");
      }
      CaseFile content = new CaseFile(name, Files.readString(file, StandardCharsets.UTF_8));
      return new SchedInput(content, SchedFile.parse(name, content.text()).strategy());
    } catch (CharacterCodingException e) {
      throw new InputException(file + " (mmkit.sched) is no UTF-8 text.");
    } catch (BadInputException e) {
      throw new InputException(e.getMessage());
    } catch (IOException e) {
      throw new InputException(file + " (mmkit.sched) cannot be read: " + e + ".");
    }
  }

  /** Says what could have been meant. */
  private static String those(Path folder) {
    if (!Files.isDirectory(folder)) {
      return "mmkit:explore writes one for each thing that it finds.";
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith(SchedFile.SUFFIX))
              .sorted()
              .toList();
      String first = String.join(", ", names.subList(0, Math.min(SHOWN_MAX, names.size())));
      if (names.size() < 2) {
        return names.isEmpty() ? "It has none." : "There is one: " + first + ".";
      }
      String all = names.size() <= SHOWN_MAX ? ": " : ", such as ";
      return "There are " + names.size() + all + first + ".";
    } catch (IOException e) {
      return "";
    }
  }
}
