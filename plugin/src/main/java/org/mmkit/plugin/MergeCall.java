// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.report.Seal;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.RunPart;
import org.mmkit.suite.json.JsonException;

/** Reads the shards of a run, and adds them up. */
final class MergeCall {
  private static final long BYTES_MAX = 512L << 20;

  private MergeCall() {}

  /**
   * Whether these folders are shards of runs, and not of classes.
   *
   * @throws InputException if some are and some are not
   */
  static boolean areRuns(List<File> shards) {
    long runs = shards.stream().filter(folder -> file(folder).isFile()).count();
    if (runs > 0 && runs < shards.size()) {
      File other =
          shards.stream().filter(folder -> !file(folder).isFile()).findFirst().orElseThrow();
      throw new InputException(
          other
              + " has no "
              + ResultFiles.RUN_SHARD
              + ", as the others have (mmkit.shards): its run did not come to its end. Run that"
              + " shard again.");
    }
    return runs > 0;
  }

  private static File file(File folder) {
    return new File(folder, ResultFiles.RUN_SHARD);
  }

  /**
   * All shards together.
   *
   * @param nonce the word that they were asked with
   * @param rubric whether there is a rubric to give points by
   * @throws InputException if one cannot be read, was changed, or is of another run
   */
  static RunPart sum(List<File> shards, Optional<String> nonce, boolean rubric) {
    RunPart all =
        shards.stream()
            .map(folder -> read(file(folder).toPath(), nonce))
            .reduce(RunPart::plus)
            .orElseThrow(() -> new InputException("mmkit.shards names no folder."));
    boolean asked =
        all.provenance().parameters().stream().anyMatch(one -> one.name().equals("mmkit.rubric"));
    if (asked != rubric) {
      throw new InputException(
          "The shards were asked for "
              + (asked ? "with" : "without")
              + " mmkit.rubric: "
              + (asked ? "give mmkit:merge the same." : "remove it."));
    }
    return all;
  }

  private static RunPart read(Path file, Optional<String> nonce) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new InputException(file + " is larger than any shard. Run that shard again.");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      if (Seal.check(text, nonce) != Seal.State.WHOLE) {
        throw new InputException(
            file
                + " was cut or changed, or its run was asked for with another mmkit.nonce. Run that"
                + " shard again, or give the same nonce.");
      }
      return RunPart.fromJson(text);
    } catch (IOException | JsonException e) {
      throw new InputException(file + " cannot be read (" + e.getMessage() + ").");
    }
  }
}
