// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.catalogue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageCases;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.conformance.ConformanceStage;
import org.mmkit.suite.explore.ExploreStage;
import org.mmkit.suite.explore.RaceStage;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.shipped.ShippedStrategies;

/**
 * Makes the list of cases that come first where a run ends at the first causes: judges the wrong
 * strategies of the museum, and those of folders of classes, by each case alone, and chooses the
 * cases that convict most of them for the least time. Arguments: folders of classes.
 */
final class FirstTable {
  private static final List<Stage> STAGES =
      List.of(new ConformanceStage(), new RaceStage(), new ExploreStage());

  /** Microseconds that a case costs beside its runs. */
  private static final long FIXED_US = 500;

  /** By how many of the chosen cases each mistake is convicted, if so many convict it. */
  private static final int DEPTH = 3;

  private final Map<String, Long> costs = new TreeMap<>();
  private final Map<String, Set<String>> convicts = new TreeMap<>();

  private FirstTable() {}

  /** Prints the list. */
  public static void main(String[] folders) throws IOException {
    FirstTable table = new FirstTable();
    table.judge("exclusive", ExclusiveMunmap.class, table::cost);
    table.judge("exclusive", ExclusiveMunmap.class, table::cost);
    for (Map.Entry<String, Class<? extends UnmapStrategy>> one : strategies(folders).entrySet()) {
      String id = one.getKey();
      table.judge(id, one.getValue(), (name, ns, failed) -> table.note(id, name, failed));
      System.err.println(
          id + " " + table.convicts.values().stream().filter(s -> s.contains(id)).count());
    }
    table.choose().forEach(System.out::println);
  }

  private static Map<String, Class<? extends UnmapStrategy>> strategies(String[] folders)
      throws IOException {
    Map<String, Class<? extends UnmapStrategy>> all = new LinkedHashMap<>();
    for (String id : ShippedStrategies.ids()) {
      all.put(id, ShippedStrategies.byId(id).orElseThrow());
    }
    for (String folder : folders) {
      Path root = Path.of(folder);
      URLClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()});
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
          String path = root.relativize(file).toString();
          String name = path.substring(0, path.length() - 6).replace('/', '.');
          Class<? extends UnmapStrategy> type = strategy(loader, name);
          if (type != null) {
            all.put(name, type);
          }
        }
      }
    }
    return all;
  }

  private static @Nullable Class<? extends UnmapStrategy> strategy(
      ClassLoader loader, String name) {
    try {
      Class<?> type = loader.loadClass(name);
      boolean fits = UnmapStrategy.class.isAssignableFrom(type) && !type.isInterface();
      type.getConstructor();
      return fits ? type.asSubclass(UnmapStrategy.class) : null;
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  private interface Judged {
    void note(String name, long ns, boolean failed);
  }

  private void judge(String id, Class<? extends UnmapStrategy> type, Judged judged) {
    Supplier<UnmapStrategy> factory =
        () -> {
          try {
            return type.getConstructor().newInstance();
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        };
    Subject subject = new Subject(StrategyInfo.of(type, false), factory);
    for (Stage stage : STAGES) {
      JudgeRequest.Search search =
          new JudgeRequest.Search(
              JudgeRequest.Search.DEFAULT_SEED, java.util.OptionalInt.empty(), true);
      JudgeRequest asked =
          JudgeRequest.of(stage.id(), JudgeRequest.Selection.QUICK, search.withBudget(500));
      Ear ear = new Ear();
      StageCases cases = stage.open(new StageRequest(asked, subject), ear);
      for (StageCases.Job job : cases.jobs()) {
        ear.failed = false;
        long begin = System.nanoTime();
        job.body().run();
        judged.note(stage.id() + "/" + job.id(), System.nanoTime() - begin, ear.failed);
      }
    }
  }

  private void cost(String name, long ns, boolean failed) {
    costs.put(name, ns / 1000 + FIXED_US);
  }

  private void note(String id, String name, boolean failed) {
    if (failed) {
      convicts.computeIfAbsent(name, n -> new TreeSet<>()).add(id);
    }
  }

  /** Greedy: next comes what convicts most that is not convicted often enough, for its time. */
  private List<String> choose() {
    List<String> chosen = new ArrayList<>();
    for (int depth = 1; depth <= DEPTH; depth++) {
      Map<String, Integer> times = new TreeMap<>();
      for (String name : chosen) {
        convicts.get(name).forEach(id -> times.merge(id, 1, Integer::sum));
      }
      String next = best(chosen, times, depth);
      while (next != null) {
        chosen.add(next);
        convicts.get(next).forEach(id -> times.merge(id, 1, Integer::sum));
        next = best(chosen, times, depth);
      }
    }
    return chosen;
  }

  private @Nullable String best(List<String> chosen, Map<String, Integer> times, int depth) {
    String best = null;
    double most = 0;
    for (Map.Entry<String, Set<String>> one : convicts.entrySet()) {
      long fresh = one.getValue().stream().filter(id -> times.getOrDefault(id, 0) < depth).count();
      double value = (double) fresh / costs.getOrDefault(one.getKey(), FIXED_US);
      if (value > most && !chosen.contains(one.getKey())) {
        best = one.getKey();
        most = value;
      }
    }
    return best;
  }

  private static final class Ear implements Progress {
    private boolean failed;

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
      failed |= finding.isUnsafe();
    }

    @Override
    public void end(CaseRecord result) {
      failed |= result.failsTheStrategy() || result.status() == CaseStatus.BROKEN;
    }

    @Override
    public CaseRecord broken(String caseId, String tier, Throwable thrown) {
      return CaseRecord.broken(caseId, tier, thrown.toString());
    }
  }
}
