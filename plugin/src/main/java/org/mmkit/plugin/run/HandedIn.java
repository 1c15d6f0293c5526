// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.record.PlainText;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.sched.SchedFile;

/**
 * Reads what students hand in. What stands in a file is judged, not refused: that it can be read is
 * all that is asked here.
 */
public final class HandedIn {
  private static final long BYTES_MAX = 4 << 20;
  private static final int OTHERS_MAX = 10_000;

  private HandedIn() {}

  /**
   * The file to judge; what is no UTF-8 in it is replaced.
   *
   * @throws InputException if there is none, or it is too large
   */
  public static CaseFile file(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new InputException(
          "There is no file "
              + path
              + " (mmkit.sched): name the schedule that was handed in, such as one of those in"
              + " target/mmkit/sched.");
    }
    return read(path, String.valueOf(path.getFileName()), "mmkit.sched");
  }

  /**
   * A sheet of answers.
   *
   * @throws InputException if there is none, or it is too large
   */
  public static CaseFile answers(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new InputException(
          "There is no file "
              + path
              + " (mmkit.answers): name the sheet of answers that was handed in.");
    }
    return read(path, String.valueOf(path.getFileName()), "mmkit.answers");
  }

  /**
   * The schedules below a folder, in the order of their names, without the file to judge.
   *
   * @throws InputException if there is no such folder, or no schedule in it
   */
  public static List<CaseFile> others(Path folder, Optional<Path> judged) {
    if (!Files.isDirectory(folder)) {
      throw new InputException("There is no folder " + folder + " (mmkit.others).");
    }
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> all =
          below
              .filter(file -> file.toString().endsWith(SchedFile.SUFFIX))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (all.isEmpty() || all.size() > OTHERS_MAX) {
        throw new InputException(
            "In the folder "
                + folder
                + " (mmkit.others) are "
                + all.size()
                + " files whose names end in "
                + SchedFile.SUFFIX
                + "; it has to be 1 to "
                + OTHERS_MAX
                + ".");
      }
      return all.stream()
          .filter(file -> judged.filter(one -> isSame(file, one)).isEmpty())
          .map(
              file ->
                  read(file, folder.relativize(file).toString().replace('\\', '/'), "mmkit.others"))
          .toList();
    } catch (IOException e) {
      throw new InputException("The folder " + folder + " (mmkit.others) cannot be read: " + e);
    }
  }

  /** A run on a file that was handed in, which stands in the place of the strategy. */
  public static RunRecord named(RunRecord run, String file) {
    StrategyRecord attacked = run.strategies().get(0);
    return new RunRecord(
        run.seed(),
        run.provenance(),
        List.of(
            new StrategyRecord(
                file,
                "handed in on " + attacked.id(),
                attacked.verdict(),
                attacked.stages(),
                attacked.measures())));
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  private static CaseFile read(Path file, String name, String parameter) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new InputException("The file " + file + " (" + parameter + ") is too large.");
      }
      return new CaseFile(
          PlainText.name(name), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new InputException("There is no file " + file + " (" + parameter + ").");
    } catch (IOException e) {
      throw new InputException("The file " + file + " (" + parameter + ") cannot be read: " + e);
    }
  }
}
