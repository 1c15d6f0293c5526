// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.machine.search.Search;
import org.mmkit.machine.search.SearchProgress;
import org.mmkit.machine.search.SleepSets;
import org.mmkit.machine.search.SourceDpor;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;

/**
 * How many traces three searches count in each scenario of {@code verify} that has two tasks:
 * source-DPOR, sleep sets, and every schedule there is, sorted into traces by their normal form.
 * Arguments: {@code file most strategies...}; a search that has not come to its end after so many
 * schedules is given up. The file gets a row for each; those that stand in it already are left out.
 */
final class SearchesTable {
  private SearchesTable() {}

  /**
   * What the searches counted in one scenario.
   *
   * @param scenario its id
   * @param strategy the id of the strategy
   * @param dpor traces by source-DPOR; -1 if that was given up
   * @param sleep traces by sleep sets; -1 if that was given up
   * @param plain traces among all schedules; -1 if these were too many
   * @param schedules how many schedules source-DPOR ran, those that were given up included
   */
  record Row(String scenario, String strategy, long dpor, long sleep, long plain, long schedules) {

    String text() {
      return String.join(
              "\t",
              scenario,
              strategy,
              Long.toString(dpor),
              Long.toString(sleep),
              Long.toString(plain),
              Long.toString(schedules))
          + "\n";
    }

    static Row of(String line) {
      String[] cells = line.split("\t");
      return new Row(
          cells[0],
          cells[1],
          Long.parseLong(cells[2]),
          Long.parseLong(cells[3]),
          Long.parseLong(cells[4]),
          Long.parseLong(cells[5]));
    }

    /** Whether all that came to their end count the same. */
    boolean agrees() {
      return (sleep < 0 || dpor < 0 || sleep == dpor) && (plain < 0 || dpor < 0 || plain == dpor);
    }
  }

  /** Counts. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    long most = Long.parseLong(args[1]);
    Set<String> done = new HashSet<>();
    if (Files.exists(file)) {
      read(file).forEach(row -> done.add(row.scenario + row.strategy));
    }
    for (String strategy : List.of(args).subList(2, args.length)) {
      for (Program program : withTwoTasks()) {
        if (done.add(program.id() + strategy)) {
          Row row = count(program, strategy, most);
          System.out.print(row.text());
          Files.writeString(file, row.text(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
    }
    System.exit(0);
  }

  static List<Row> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Row::of).toList();
  }

  /** The scenarios of {@code verify} that have two tasks. */
  static List<Program> withTwoTasks() {
    List<Program> all = new ArrayList<>(SwapTable.gate());
    all.removeIf(program -> program.tasks().size() != 2);
    return all;
  }

  /** Counts the traces of one scenario. */
  static Row count(Program program, String strategy, long most) {
    int deviations = program.settings().containsKey("choices") ? 1 : 0;
    SearchProgress dpor = sweep(program, strategy, new SourceDpor(deviations), most);
    SearchProgress sleep = sweep(program, strategy, new SleepSets(deviations), most);
    SearchProgress plain =
        sweep(program, strategy, new BoundedSearch(BoundedSearch.UNBOUNDED, deviations), most);
    return new Row(
        program.id(), strategy, traces(dpor), traces(sleep), traces(plain), dpor.executions());
  }

  private static long traces(SearchProgress progress) {
    return progress.exhausted() ? progress.traces() : -1;
  }

  private static SearchProgress sweep(Program program, String strategy, Search search, long most) {
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Experiment run = new Experiment(program, setup, Museum.strategy(strategy));
    run.makeRunsAlike(true);
    try {
      for (long count = 0; count < most && search.hasNext(); count++) {
        run.run(search.next());
      }
    } catch (NotModelled missing) {
      throw new IllegalStateException(program.id() + " with " + strategy, missing);
    }
    return search.progress();
  }
}
