// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mmkit.plugin.run.Digests;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * Whether a {@code run.json} is whole and belongs to a submission.
 *
 * @param student what was handed in, compiled
 * @param kit the jars of this mmkit
 * @param nonce the word that the run was asked with
 * @param pomDecides whether the project may set what decides a verdict
 */
public record ResultCheck(
    VerifyRequest.StudentCode student,
    VerifyRequest.KitJars kit,
    Optional<String> nonce,
    boolean pomDecides) {
  private static final long BYTES_MAX = 256L << 20;

  /**
   * What was found, if it is whole and of this submission.
   *
   * @param folder of the results
   * @throws InputException if it is not; says in a sentence why
   */
  public String sentence(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      throw new InputException(
          folder + " is a link, and results are in a folder. Run mmkit:verify.");
    }
    Path file = folder.resolve(ResultFiles.RUN);
    String text = read(file);
    requireSeal(file, text);
    RunRecord run = parse(file, text);
    Provenance of =
        run.provenance()
            .orElseThrow(
                () -> new InputException(file + " does not say what was judged: run mmkit again."));
    if (!of.submission().equals(Digests.submission(student))) {
      throw new InputException(
          file
              + " is the result of other classes than those in "
              + student.classes()
              + " and what they need: run mmkit:verify again.");
    }
    if (!of.kit().equals(Digests.kit(kit))) {
      throw new InputException(
          file + " was made by another mmkit than " + kit.version() + ": run this one again.");
    }
    String verdicts =
        run.strategies().stream()
            .map(s -> s.id() + " " + s.verdict())
            .collect(Collectors.joining(", "));
    String others =
        of.parameters().stream().map(Provenance.Setting::words).collect(Collectors.joining(", "));
    if (pomDecides) {
      ForeignJudge.refuse(file, of.parameters());
    } else {
      ForeignJudge.refuseAll(file, of.parameters());
    }
    run.strategies().forEach(strategy -> WholeRun.require(file, strategy, of.parameters()));
    boolean all = run.strategies().stream().allMatch(ResultCheck::judgedByAll);
    return "run.json is whole, and the result of these classes"
        + (nonce.isPresent() ? " for this nonce: " : ": ")
        + verdicts
        + (all ? "" : ", not judged by all cases (mmkit.failFast)")
        + (others.isEmpty() ? ", with the defaults." : "; not the defaults: " + others + ".");
  }

  private static boolean judgedByAll(StrategyRecord strategy) {
    return strategy.stages().stream().allMatch(stage -> stage.notJudged().isEmpty());
  }

  private static String read(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InputException(
          (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                  ? "No file, but something else is "
                  : "There is no result ")
              + file
              + ": no run came to its end. Run mmkit:verify.");
    }
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new InputException(file + " is larger than any result: run mmkit:verify again.");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e + ".");
    }
  }

  private void requireSeal(Path file, String text) {
    Seal.State state = Seal.check(text, nonce);
    String why =
        switch (state) {
          case WHOLE -> "";
          case MISSING -> " has no seal: it was cut, or is no result of a run.";
          case NEEDS_NONCE -> " was asked for with a nonce: give it, as in -Dmmkit.nonce=WORD.";
          case WITHOUT_NONCE ->
              " was asked for without a nonce, and so is not the answer to this one.";
          case BROKEN ->
              nonce.isPresent()
                  ? " was changed, or is the answer to another nonce."
                  : " was changed since it was written.";
        };
    if (!why.isEmpty()) {
      throw new InputException(file + why);
    }
  }

  private static RunRecord parse(Path file, String text) {
    try {
      return RunRecord.fromJson(text);
    } catch (JsonException e) {
      throw new InputException(file + " is no result of this mmkit: " + e.getMessage() + ".");
    }
  }
}
