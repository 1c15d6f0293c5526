// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * Prints for each strategy how long it takes until something red is told, and until the verdict,
 * and how many steps the first schedule has that is shown. Arguments: {@code first} or {@code all}
 * (whether a run ends at the first causes), a folder of classes, and strategies (default: all
 * classes of the folder that look like one).
 */
final class FirstRedTable {
  private static final double NS_PER_S = 1e9;

  private final boolean failFast;
  private final Path classes;
  private final JudgedJvm jvm;
  private final List<Double> reds = new ArrayList<>();
  private final List<Double> verdicts = new ArrayList<>();
  private final List<Double> steps = new ArrayList<>();

  private FirstRedTable(boolean failFast, Path classes) {
    this.failFast = failFast;
    this.classes = classes;
    this.jvm = Verification.jvmFor(request("exclusive"));
  }

  /** Prints the table. */
  public static void main(String[] args) throws IOException {
    FirstRedTable table = new FirstRedTable(args[0].equals("first"), Path.of(args[1]));
    List<String> given = List.of(args).subList(2, args.length);
    System.out.println("judged by " + table.jvm.sentence());
    System.out.printf("%-36s %9s %9s %6s %s%n", "strategy", "red s", "verdict s", "steps", "what");
    for (String strategy : given.isEmpty() ? all(table.classes) : given) {
      table.judge(strategy);
    }
    table.sum("median", 0.5);
    table.sum("worst", 1);
  }

  private static List<String> all(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .sorted()
          .toList();
    }
  }

  private void judge(String strategy) throws IOException {
    Ear ear = new Ear();
    Path scratch = Files.createTempDirectory("mmkit-first-red");
    StrategyRecord record;
    ear.begin = System.nanoTime();
    try {
      record =
          new Verification(request(strategy), ear, scratch).in(jvm).run().run().strategies().get(0);
    } catch (InputException e) {
      System.out.printf("%-36s %s%n", strategy, e.getMessage());
      return;
    }
    double verdict = (System.nanoTime() - ear.begin) / NS_PER_S;
    OptionalInt shown = steps(record);
    ear.red.ifPresent(
        ns -> {
          reds.add(ns / NS_PER_S);
          verdicts.add(verdict);
        });
    shown.ifPresent(count -> steps.add((double) count));
    System.out.printf(
        Locale.ROOT,
        "%-36s %9s %9.2f %6s %s %s%n",
        strategy,
        ear.red.isPresent()
            ? String.format(Locale.ROOT, "%.2f", ear.red.getAsLong() / NS_PER_S)
            : "-",
        verdict,
        shown.isPresent() ? shown.getAsInt() : "-",
        record.verdict(),
        ear.what);
  }

  private static OptionalInt steps(StrategyRecord record) {
    Optional<Evidence> first =
        record.findings().stream()
            .filter(FindingRecord::isUnsafe)
            .flatMap(finding -> finding.evidence().stream())
            .findFirst();
    return first.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(
            first.get().blocks().stream().mapToInt(block -> block.deeds().size()).sum());
  }

  private void sum(String name, double part) {
    System.out.printf(
        Locale.ROOT,
        "%-36s %9.2f %9.2f %6.0f of %d that failed%n",
        name,
        quantile(reds, part),
        quantile(verdicts, part),
        quantile(steps, part),
        reds.size());
  }

  private static double quantile(List<Double> numbers, double part) {
    List<Double> sorted = numbers.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }

  private VerifyRequest request(String strategy) {
    JudgeRequest asked =
        new JudgeRequest(
            List.of("conformance", "race", "explore", "fuzz", "hold"),
            JudgeRequest.Selection.QUICK,
            new JudgeRequest.Search(
                JudgeRequest.Search.DEFAULT_SEED, OptionalInt.empty(), failFast),
            FiberKind.AUTO,
            List.of(),
            JudgeRequest.Goal.NONE,
            JudgeRequest.Perf.SMOKE,
            JudgeRequest.DEFAULT_TIMEOUT_S);
    return new VerifyRequest(
        asked,
        List.of(strategy),
        new VerifyRequest.JvmWish("auto", Optional.empty(), "", 1),
        classes,
        new VerifyRequest.Answer(true, false),
        new VerifyRequest.StudentCode(classes, List.of()),
        StudentProject.kit(),
        "none",
        0,
        VerifyRequest.Origin.NONE);
  }

  private static final class Ear implements RunListener {
    private long begin;
    private String stage = "";
    private OptionalLong red = OptionalLong.empty();
    private String what = "";

    @Override
    public void caseEnds(CaseRecord result) {
      boolean bad = result.failsTheStrategy() || result.status() == CaseStatus.BROKEN;
      if (bad && red.isEmpty()) {
        red = OptionalLong.of(System.nanoTime() - begin);
        what =
            result.unsafe().map(f -> f.broken().code() + " in ").orElse("")
                + stage
                + "/"
                + result.id();
      }
    }

    @Override
    public void stageBegins(String name, int cases) {
      stage = name;
    }

    @Override
    public void stageGoesOn(String name) {
      stage = name;
    }

    @Override
    public void note(String line) {}

    @Override
    public void warning(String line) {}

    @Override
    public void strategyBegins(String name) {}

    @Override
    public void announces(String name, String text) {}

    @Override
    public void output(String task, String text) {}

    @Override
    public void stageEnds(String name) {}

    @Override
    public void strategyEnds(StrategyRecord record) {}
  }
}
