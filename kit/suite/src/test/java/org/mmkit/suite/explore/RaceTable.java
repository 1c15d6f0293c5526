// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.catalogue.Stages;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** Runs a stage on shipped strategies and prints what it finds: stage, budget, glob, ids... */
final class RaceTable {
  private RaceTable() {}

  public static void main(String[] args) {
    Stage stage =
        Stages.all().stream().filter(s -> s.id().equals(args[0])).findFirst().orElseThrow();
    int budget = Integer.parseInt(args[1]);
    boolean verbose = !args[2].equals("*");
    for (String id : ShippedStrategies.ids()) {
      if (args.length > 3 && !java.util.List.of(args).subList(3, args.length).contains(id)) {
        continue;
      }
      long before = System.nanoTime();
      Printer printer = new Printer(verbose);
      Class<? extends UnmapStrategy> type = ShippedStrategies.byId(id).orElseThrow();
      Supplier<UnmapStrategy> factory =
          () -> {
            try {
              return type.getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException(e);
            }
          };
      Subject subject =
          new Subject(StrategyInfo.of(type, true).withKnownDefects(Exhibits.knownOf(id)), factory);
      StageRequest request =
          new StageRequest(
              JudgeRequest.of(
                  args[0],
                  JudgeRequest.Selection.WHOLE.withGlob(args[2]),
                  JudgeRequest.Search.DEFAULT.withBudget(budget)),
              subject);
      TreeSet<String> reachable = new TreeSet<>(stage.run(request, printer).reachable());
      reachable.retainAll(subject.info().knownDefects());
      reachable.removeAll(printer.exhibits);
      System.out.printf(
          "== %-20s %5d ms  %d pass %d fail %d skip; missing %s%n%s%n",
          id,
          (System.nanoTime() - before) / 1_000_000,
          printer.count[0],
          printer.count[1],
          printer.count[2],
          reachable,
          printer.rules);
    }
  }

  private static final class Printer implements Progress {
    final int[] count = new int[3];
    final TreeMap<String, String> rules = new TreeMap<>();
    final TreeSet<String> exhibits = new TreeSet<>();
    private final boolean verbose;

    Printer(boolean verbose) {
      this.verbose = verbose;
    }

    @Override
    public void expect(int cases) {}

    @Override
    public void begin(String caseId) {}

    @Override
    public void beginRun(boolean shown) {}

    @Override
    public void printingTask(Supplier<String> task) {}

    @Override
    public void finding(FindingRecord finding) {
      exhibits.addAll(finding.exhibits());
      String where = finding.caseId();
      String shows = finding.exhibits().isEmpty() ? "" : finding.exhibits().toString();
      rules.merge(
          finding.broken().id(),
          where.substring(where.indexOf('/') + 1) + shows,
          (a, b) -> a + " " + b);
    }

    @Override
    public void end(CaseRecord result) {
      CaseStatus status = result.status();
      count[status == CaseStatus.PASS ? 0 : status == CaseStatus.SKIP ? 2 : 1]++;
      if (verbose || status == CaseStatus.BROKEN) {
        System.out.println(result.id() + " " + status + " " + result.message());
      }
    }

    @Override
    public CaseRecord broken(String caseId, String tier, Throwable thrown) {
      java.io.StringWriter text = new java.io.StringWriter();
      thrown.printStackTrace(new java.io.PrintWriter(text));
      return CaseRecord.broken(caseId, tier, text.toString());
    }
  }
}
