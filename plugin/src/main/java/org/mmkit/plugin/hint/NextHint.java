// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.hint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.PlainFile;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.record.RunRecord;

/** The next hint for what failed in the last run. */
public final class NextHint {
  private final Path run;
  private final Path hints;
  private final HintLog log;

  /**
   * @param run the {@code run.json} of the last run
   * @param hints the hints of the assignment
   */
  public NextHint(Path run, Path hints, HintLog log) {
    this.run = run;
    this.hints = hints;
    this.log = log;
  }

  /**
   * Gives it, and notes that it was given.
   *
   * @return lines for a terminal
   * @throws InputException if there is none, with the reason
   */
  public List<String> give() {
    Hints all = Hints.read(hints);
    Failure failure =
        Failure.of(lastRun())
            .orElseThrow(
                () ->
                    new InputException(
                        "The last run passed: there is nothing to give a hint for. The next rung"
                            + " waits."));
    Hints.Block block =
        all.blockFor(failure)
            .orElseThrow(
                () ->
                    new InputException(
                        "There is no hint for "
                            + failure.words()
                            + ". The page Rules of the site says what each rule means."));
    int given = log.given(block);
    int size = block.hints().size();
    if (given >= size) {
      throw new InputException(
          "There is no further hint for "
              + failure.words()
              + ": all "
              + size
              + " were given. The last one was: "
              + block.hints().get(size - 1));
    }
    log.add(block);
    return List.of(
        "Hint " + (given + 1) + " of " + size + " for " + failure.words() + ":",
        "  " + block.hints().get(given));
  }

  private RunRecord lastRun() {
    try {
      return RunRecord.fromJson(PlainFile.text(run, PlainFile.RESULT_BYTES_MAX));
    } catch (IOException e) {
      throw new InputException(
          "There is no last run (" + run + "): run mvn mmkit:verify first, then ask again.");
    } catch (JsonException e) {
      throw new InputException(
          "The last run cannot be read ("
              + run
              + ": "
              + e.getMessage()
              + "): run mvn mmkit:verify again.");
    }
  }
}
