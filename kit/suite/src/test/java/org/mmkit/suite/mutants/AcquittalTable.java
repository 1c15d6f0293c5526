// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.Subject;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.explore.Exploration;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;

/**
 * Runs strategies that are right under random schedules of each concurrent program, all policies by
 * turns, and prints what they are accused of: {@code AcquittalTable file schedules seed
 * strategies...}. A strategy is an id, or a source file. The file gets a row for each strategy and
 * program; those that stand in it already are left out, so that it can be stopped and gone on with.
 * A finding is no false alarm where the museum says that the strategy has that bug.
 */
final class AcquittalTable {
  private final Path file;
  private final long schedules;
  private final long seed;
  private final Set<String> done = new HashSet<>();

  /** How many were run, also those of rows that were there before. */
  private long run;

  private final List<String> alarms = new ArrayList<>();

  private AcquittalTable(Path file, long schedules, long seed) throws IOException {
    this.file = file;
    this.schedules = schedules;
    this.seed = seed;
    if (Files.exists(file)) {
      Files.readAllLines(file).forEach(this::count);
    }
  }

  /** Runs them. */
  public static void main(String[] args) throws IOException {
    AcquittalTable table =
        new AcquittalTable(Path.of(args[0]), Long.parseLong(args[1]), Long.parseLong(args[2]));
    for (String strategy : List.of(args).subList(3, args.length)) {
      table.run(strategy);
    }
    System.out.printf("%d schedules, %d false alarms%n", table.run, table.alarms.size());
    table.alarms.forEach(System.out::println);
    System.exit(0);
  }

  private void count(String row) {
    String[] cells = row.split("\t", -1);
    done.add(cells[0] + "\t" + cells[1] + "\t" + cells[2]);
    run += Long.parseLong(cells[3]);
    if (cells[4].startsWith("ALARM")) {
      alarms.add(row);
    }
  }

  private static Subject subject(String strategy) throws IOException {
    if (!strategy.endsWith(".java")) {
      return StageRun.shipped(strategy);
    }
    Path source = Path.of(strategy);
    String text = Files.readString(source).replaceAll("\\bErrors\\b", "Errno");
    String name = source.getFileName().toString().replace(".java", "");
    String folder = text.replaceAll("(?s).*?\\bpackage (\\w+);.*", "$1");
    String type = folder + "." + name;
    return Compiled.subject(type, Map.of(type, text))
        .orElseThrow(() -> new IllegalArgumentException(strategy + " does not compile"));
  }

  private void run(String strategy) throws IOException {
    Subject subject = subject(strategy);
    String name = Path.of(strategy).getFileName().toString();
    List<Program> all = new ArrayList<>(Scenarios.shipped());
    all.addAll(Scenarios.races());
    for (Program program : all) {
      String key = seed + "\t" + name + "\t" + program.id();
      if (!done.contains(key)) {
        String row = key + "\t" + row(program, subject);
        Files.writeString(file, row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        count(row);
      }
    }
  }

  private String row(Program program, Subject subject) {
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Experiment experiment = new Experiment(program, setup, subject::newStrategy);
    Exploration search = new Exploration(experiment, seed, () -> {});
    try {
      search.search(new Exploration.Limits(-1, 0, 0, schedules));
    } catch (NotModelled missing) {
      return search.runs() + "\tnot modelled";
    }
    if (search.failure() != null) {
      return search.runs() + "\tALARM " + search.failure();
    }
    Map<String, String> found = new TreeMap<>();
    search.discoveries().forEach(one -> note(one.broken(), program, subject, found));
    return search.runs() + "\t" + String.join("; ", found.values()).replaceAll("\\s+", " ");
  }

  private static void note(
      Broken broken, Program program, Subject subject, Map<String, String> found) {
    if (broken.isUnsafe()) {
      String id = broken.rule().id();
      SortedSet<String> known = subject.info().knownDefects();
      boolean has =
          !Exhibits.shownBy(broken.rule(), program.tier().text() + "/" + program.id(), known)
              .isEmpty();
      // What is an alarm stands first in the row.
      found.put(has ? "known " + id : "ALARM " + id, (has ? "known " : "ALARM ") + broken);
    }
  }
}
