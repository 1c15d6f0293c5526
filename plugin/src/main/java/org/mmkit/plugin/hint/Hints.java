// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.hint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.CaseGlob;

/**
 * The hints of an assignment, {@code hints.txt}. A block begins with whom it is for, in brackets:
 * rules such as {@code L1}, patterns over {@code stage/case}, or {@code broken} for a run without a
 * verdict. Below it stand its hints, in order, each behind a dash; a line that begins with blanks
 * goes on with the hint above it.
 *
 * @param blocks in the order of the file; the first one that is meant counts
 */
public record Hints(List<Block> blocks) {

  /**
   * Hints for one kind of failure.
   *
   * @param label whom they are for, as the file says it
   */
  public record Block(String label, List<String> hints) {

    public Block {
      hints = List.copyOf(hints);
    }

    private boolean isFor(Failure failure) {
      return Stream.of(label.split("\\s+")).anyMatch(word -> isFor(word, failure));
    }

    private static boolean isFor(String word, Failure failure) {
      return word.contains("/")
          ? new CaseGlob(word).matches(failure.caseName())
          : failure.rules().contains(word);
    }
  }

  public Hints {
    blocks = List.copyOf(blocks);
  }

  /**
   * Reads a file of hints.
   *
   * @throws InputException if there is none or it says something else; names file and line
   */
  public static Hints read(Path file) {
    try {
      String name = String.valueOf(file.getFileName());
      return parse(name, Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InputException(
          "There are no hints here: "
              + file
              + " does not exist, or is no UTF-8 text (mmkit.hints). Rungs of the course have such a"
              + " file.");
    }
  }

  static Hints parse(String file, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    List<String> hints = new ArrayList<>();
    String label = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      String place = file + ":" + (i + 1) + ": ";
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        close(place, blocks, label, hints);
        label = line.substring(1, line.length() - 1).strip();
        if (label.isEmpty()) {
          throw new InputException(place + "whom are these hints for? Write such as: [L1 race/*]");
        }
      } else if (label.isEmpty()) {
        throw new InputException(
            place + "a hint outside of a block. Begin one such as: [L1 race/*]");
      } else if (line.startsWith("- ")) {
        hints.add(line.substring(2).strip());
      } else if (line.startsWith(" ") && !hints.isEmpty()) {
        hints.add(hints.remove(hints.size() - 1) + " " + line.strip());
      } else {
        throw new InputException(place + "\"" + line + "\" is no hint. Begin it with a dash.");
      }
    }
    close(file + ":" + lines.size() + ": ", blocks, label, hints);
    return new Hints(blocks);
  }

  private static void close(String place, List<Block> blocks, String label, List<String> hints) {
    if (!label.isEmpty()) {
      if (hints.isEmpty()) {
        throw new InputException(place + "the block [" + label + "] has no hint.");
      }
      if (blocks.stream().anyMatch(block -> block.label().equals(label))) {
        throw new InputException(place + "there are two blocks [" + label + "]. Join them.");
      }
      blocks.add(new Block(label, hints));
      hints.clear();
    }
  }

  /** The hints for a failure. */
  public Optional<Block> blockFor(Failure failure) {
    return blocks.stream().filter(block -> block.isFor(failure)).findFirst();
  }
}
