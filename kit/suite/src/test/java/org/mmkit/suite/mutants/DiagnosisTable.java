// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.Subject;
import org.mmkit.suite.diagnosis.Diagnosis;
import org.mmkit.suite.museum.Exhibit;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.museum.MuseumStrategies;
import org.mmkit.unmap.shipped.ShippedStrategies;

/**
 * What the judge says is wrong with each exhibit of the museum, and with mistakes in source files:
 * {@code DiagnosisTable file [sources...]}. The file gets a row for each; those that stand in it
 * already are left out.
 */
final class DiagnosisTable {
  private DiagnosisTable() {}

  /** Judges. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Set<String> done = new HashSet<>();
    if (Files.exists(file)) {
      DiagnosisRow.read(file).forEach(row -> done.add(row.name()));
    }
    for (Exhibit exhibit : Exhibits.all()) {
      if (isRun(exhibit) && done.add(exhibit.id())) {
        write(file, row(exhibit));
      }
    }
    for (String source : List.of(args).subList(1, args.length)) {
      String name = Path.of(source).getFileName().toString().replace(".java", "");
      if (done.add(name)) {
        write(file, row(name, Path.of(source)));
      }
    }
    System.exit(0);
  }

  private static void write(Path file, DiagnosisRow row) throws IOException {
    Files.writeString(file, row.text(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.out.print(row.text());
  }

  /** Whether it is convicted by a program, and not by a measure. */
  static boolean isRun(Exhibit exhibit) {
    return exhibit.told().isEmpty() && !exhibit.by().startsWith("hold:");
  }

  /** What is said of an exhibit, in the case that convicts it. */
  static DiagnosisRow row(Exhibit exhibit) {
    String by = exhibit.by().contains(":") ? exhibit.by() : "explore:" + exhibit.by();
    return row(
        exhibit.id(), subject(exhibit), List.copyOf(exhibit.defects().ids()), by.replace(':', '/'));
  }

  private static Subject subject(Exhibit exhibit) {
    String id = exhibit.strategy();
    Class<? extends UnmapStrategy> type =
        MuseumStrategies.byId(id).or(() -> ShippedStrategies.byId(id)).orElseThrow();
    return Compiled.subject(type);
  }

  /** What is said of a mistake, in the case by which default {@code verify} convicts it. */
  private static DiagnosisRow row(String name, Path source) throws IOException {
    String text = Files.readString(source).replaceAll("\\bErrors\\b", "Errno");
    String folder = text.replaceAll("(?s).*?\\bpackage (\\w+);.*", "$1");
    String type = folder + "." + name;
    Subject subject = Compiled.subject(type, Map.of(type, text)).orElseThrow();
    Trial.Result trial = Trial.of(subject, CaseGlob.ALL, Set.of(), () -> {});
    return trial.convicted().isEmpty()
        ? new DiagnosisRow(name, "", String.join(" ", trial.noted()), "", "")
        : row(name, subject, List.of(), trial.convicted()).orBy(trial.rule());
  }

  /** What is said of a strategy in a case that convicts it. */
  static DiagnosisRow row(String name, Subject subject, List<String> defects, String caseName) {
    String stage = caseName.substring(0, caseName.indexOf('/'));
    JudgeRequest asked =
        JudgeRequest.of(
                stage,
                JudgeRequest.Selection.WHOLE.withGlob(caseName),
                new JudgeRequest.Search(
                    JudgeRequest.Search.DEFAULT_SEED, OptionalInt.empty(), true))
            .withDefects(defects);
    List<FindingRecord> all = StageRun.of(stage, new StageRequest(asked, subject)).findings();
    Set<String> rules = new TreeSet<>();
    all.forEach(one -> rules.add(one.broken().id()));
    Optional<Diagnosis.Found> best =
        all.stream()
            .flatMap(one -> Diagnosis.of(one).stream())
            .min(Comparator.comparing(one -> one.isProved() ? 0 : 1));
    return new DiagnosisRow(
        name,
        caseName,
        String.join(" ", rules),
        best.map(one -> one.diagnosis().id()).orElse(""),
        best.map(one -> one.isProved() ? "proved" : "guess").orElse(""));
  }
}
