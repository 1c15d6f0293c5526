// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.hint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mmkit.plugin.run.PlainFile;

/**
 * Which hints were given: a line for each, with the block that it is from. It is the student's
 * file, and tells an honest instructor and an honest student; nothing keeps it from being edited.
 */
public final class HintLog {
  /** Where it lies in the folder of a project. */
  public static final Path PLACE = Path.of(".mmkit", "hints-given.txt");

  private static final int BYTES_MAX = 1 << 20;

  private final Path file;

  /**
   * @param project its folder
   */
  public HintLog(Path project) {
    file = project.resolve(PLACE);
  }

  /** How many hints were given in all. */
  public int given() {
    return lines().size();
  }

  /** How many hints of a block were given. */
  public int given(Hints.Block block) {
    return (int) lines().stream().filter(block.label()::equals).count();
  }

  /** Notes that the next hint of a block is given. */
  public void add(Hints.Block block) {
    List<String> lines = new ArrayList<>(lines());
    lines.add(block.label());
    try {
      Path folder = file.getParent();
      if (folder != null) {
        PlainFile.folder(folder);
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
      }
      Files.write(file, lines, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The hints that were given cannot be noted in " + file, e);
    }
  }

  private List<String> lines() {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? PlainFile.text(file, BYTES_MAX)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("The hints that were given cannot be read from " + file, e);
    }
  }
}
