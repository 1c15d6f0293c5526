// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/** A run of before, which another one is compared with. */
public final class EarlierRun {
  private static final String PARAMETER = " (mmkit.baseline)";
  private static final String KEPT = "before";
  private static final long BYTES_MAX = 256L << 20;

  /** They choose what is judged and how it is counted, and not how it is searched. */
  private static final Set<String> COMPARABLE =
      Set.of(
          "mmkit.strategy",
          "mmkit.stages",
          "mmkit.seed",
          "mmkit.rubric",
          "mmkit.daysLate",
          "mmkit.failOnViolation",
          "mmkit.expectKnown",
          "mmkit.fiber",
          "mmkit.jvm",
          "mmkit.timeout");

  private final Path file;
  private final RunRecord run;
  private final Optional<String> strategy;

  private EarlierRun(Path file, RunRecord run, Optional<String> strategy) {
    this.file = file;
    this.run = run;
    this.strategy = strategy;
  }

  /**
   * Reads a {@code run.json}.
   *
   * @param strategy of that run, to compare each strategy of now with; else the one of its own id
   * @throws InputException if it cannot be read, or has no such strategy
   */
  public static EarlierRun read(Path file, Optional<String> strategy) {
    EarlierRun read = new EarlierRun(file, parse(file), strategy);
    if (strategy.isPresent() && read.find(strategy.get()).isEmpty()) {
      throw new InputException(
          "The run "
              + file
              + PARAMETER
              + " has no strategy \""
              + strategy.get()
              + "\" (mmkit.baselineStrategy); it has "
              + read.ids()
              + ".");
    }
    return read;
  }

  private static RunRecord parse(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InputException(
          "There is no file " + file + PARAMETER + ". Name the run.json of a run of before.");
    }
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new InputException("The file " + file + PARAMETER + " is larger than any run.");
      }
      return RunRecord.fromJson(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InputException("The file " + file + PARAMETER + " cannot be read: " + e + ".");
    } catch (JsonException e) {
      throw new InputException(
          "The file "
              + file
              + PARAMETER
              + " is no run.json of this version of mmkit: "
              + e.getMessage()
              + ". Judge that strategy again with this version.");
    }
  }

  /**
   * Makes sure that both runs can be compared, before anything is judged.
   *
   * @param kit digest of the jars that will judge
   * @param parameters those that are not their defaults
   * @throws InputException if another mmkit judged, or if random programs came from another seed
   */
  public void requireSameAs(String kit, long seed, List<Provenance.Setting> parameters) {
    Provenance of =
        run.provenance()
            .orElseThrow(
                () -> refusal("does not say which version of mmkit judged. Judge that again."));
    if (!of.kit().equals(kit)) {
      throw refusal(
          "was judged by another version of mmkit, whose cases and rules are not these. Judge that"
              + " strategy again with this version.");
    }
    if (run.seed() != seed) {
      throw refusal(
          "has seed "
              + run.seed()
              + ", and this run has seed "
              + seed
              + ": programs made at random differ. Add -Dmmkit.seed="
              + run.seed()
              + ".");
    }
    List<String> here = deciding(parameters);
    List<String> there = deciding(of.parameters());
    if (!here.equals(there)) {
      throw refusal(
          "was asked for with "
              + words(there)
              + ", and this one with "
              + words(here)
              + ": they do not search the same. Give both the same parameters.");
    }
  }

  private static List<String> deciding(List<Provenance.Setting> parameters) {
    return parameters.stream()
        .filter(setting -> setting.name().startsWith("mmkit."))
        .filter(setting -> !COMPARABLE.contains(setting.name()))
        .map(setting -> setting.name() + "=" + setting.value())
        .sorted()
        .toList();
  }

  private static String words(List<String> parameters) {
    return parameters.isEmpty() ? "the defaults" : String.join(" ", parameters);
  }

  /**
   * Compares.
   *
   * @throws InputException if the two were asked other cases
   */
  public RunComparison with(RunRecord now) {
    List<StrategyComparison> both = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    for (StrategyRecord one : now.strategies()) {
      Optional<StrategyRecord> before = find(strategy.orElse(one.id()));
      if (before.isEmpty()) {
        alone.add(one.id());
      } else {
        requireSameCases(before.get(), one);
        both.add(new Comparer(before.get(), now, one).compare());
      }
    }
    if (both.isEmpty() && !alone.isEmpty()) {
      throw refusal(
          "has no strategy "
              + String.join(", ", alone)
              + "; it has "
              + ids()
              + ". Name the one to compare with (mmkit.baselineStrategy).");
    }
    return new RunComparison(name(), both, alone);
  }

  /** Its file and folder; the rest of the path says nothing to others. */
  private String name() {
    Path folder = file.toAbsolutePath().getParent();
    String in = folder == null ? "" : String.valueOf(folder.getFileName());
    return in.equals(KEPT) ? "the run before" : in + "/" + file.getFileName();
  }

  private void requireSameCases(StrategyRecord before, StrategyRecord now) {
    Suites.difference(before, now)
        .ifPresent(
            difference -> {
              throw refusal(
                  "is of another suite: "
                      + difference
                      + ". Run both with the same cases (mmkit.case, mmkit.suite, mmkit.budget).");
            });
  }

  private InputException refusal(String why) {
    return new InputException("The run " + file + PARAMETER + " " + why);
  }

  private Optional<StrategyRecord> find(String id) {
    return run.strategies().stream().filter(s -> s.id().equals(id)).findFirst();
  }

  private String ids() {
    return run.strategies().stream().map(StrategyRecord::id).collect(Collectors.joining(", "));
  }
}
