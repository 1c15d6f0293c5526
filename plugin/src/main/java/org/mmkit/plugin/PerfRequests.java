// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.run.CaseFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.TraceFormat;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.Loads;

/** Turns the parameters of loads into a part of a request. */
final class PerfRequests {
  private static final String PERF = "perf";
  private static final int TASKS_MAX = 256;

  private PerfRequests() {}

  /**
   * Which loads are measured.
   *
   * @param grid as given; the standard one where nothing is
   */
  static JudgeRequest.Perf perf(
      @Nullable String grid, PerfGrid standard, @Nullable List<File> loads) {
    List<File> files = loads == null ? List.of() : loads;
    PerfGrid chosen =
        grid == null
            ? standard
            : Stream.of(PerfGrid.values())
                .filter(known -> known.text().equals(grid.trim()))
                .findFirst()
                .orElseThrow(() -> new InputException(noGrid(grid)));
    return new JudgeRequest.Perf(
        chosen, CaseFiles.loads(files.stream().map(File::toPath).toList()));
  }

  private static String noGrid(String grid) {
    return "There is no grid of loads \""
        + grid
        + "\" (mmkit.perf); there are none, smoke, small, whole.";
  }

  /** What goal perf asks for. */
  static JudgeRequest.Perf of(PerfMojo goal) {
    requireSome(goal.perf);
    JudgeRequest.Perf perf =
        perf(goal.perf, PerfGrid.SMALL, goal.loads)
            .on(machine(goal.profile, goal.policy, goal.tasks))
            .replaying(RecordedRequest.of(goal))
            .telling(traces(goal.traces));
    requireTraces(perf);
    return perf;
  }

  /** A goal that measures nothing would look like one that found nothing. */
  private static void requireSome(@Nullable String grid) {
    if (grid != null && grid.trim().equals(PerfGrid.NONE.text())) {
      throw new InputException(
          "mmkit.perf=none leaves mmkit:perf nothing to measure. Choose smoke, small or whole.");
    }
  }

  /** What loads run on. */
  static JudgeRequest.PerfMachine machine(
      @Nullable String profile, @Nullable String policy, @Nullable List<String> tasks) {
    String given = profile == null ? "" : profile.trim();
    boolean isFile = given.endsWith(".profile");
    return new JudgeRequest.PerfMachine(
        given.isEmpty() || isFile ? Optional.empty() : Optional.of(given),
        isFile ? Optional.of(CaseFiles.profile(Path.of(given))) : Optional.empty(),
        Optional.ofNullable(policy).map(String::trim),
        Requests.trimmed(tasks).stream().map(PerfRequests::count).toList());
  }

  private static int count(String text) {
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > TASKS_MAX) {
      throw new InputException(
          "mmkit.tasks has \"" + text + "\", which is no number from 1 to " + TASKS_MAX + ".");
    }
    return Integer.parseInt(text);
  }

  /** The formats in which points are told in full. */
  private static List<TraceFormat> traces(@Nullable List<String> formats) {
    return Requests.trimmed(formats).stream().map(PerfRequests::format).distinct().toList();
  }

  private static TraceFormat format(String text) {
    return Stream.of(TraceFormat.values())
        .filter(known -> known.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no format \""
                        + text
                        + "\" (mmkit.traces); there are lock_stat, function_graph, chrome."));
  }

  /** Recordings are not told in full. */
  private static void requireTraces(JudgeRequest.Perf perf) {
    if (perf.recording().isPresent() && !perf.traces().isEmpty()) {
      throw new InputException(
          "mmkit.traces has no effect with mmkit.recording. Remove one of them.");
    }
  }

  /** The rubric of a file, or the shipped one; its lines name loads that there are. */
  static Rubric rubric(@Nullable File file, JudgeRequest.Perf perf) {
    if (file == null) {
      return Rubric.shipped();
    }
    try {
      List<Load> loads = perf.loads().isEmpty() ? Loads.shipped() : Loads.of(perf.loads());
      return Rubric.read(file.toPath(), loads.stream().map(Load::id).toList());
    } catch (BadInputException e) {
      throw new InputException(e.getMessage());
    }
  }

  /**
   * The stages, without perf where it has nothing to do.
   *
   * @throws InputException if something is given that only stage perf heeds, and it does not run
   */
  static List<String> stages(
      @Nullable List<String> stages, JudgeRequest.Perf perf, @Nullable String grid, Rubric rubric) {
    List<String> wanted = new ArrayList<>(Requests.trimmed(stages));
    boolean none = perf.grid() == PerfGrid.NONE;
    if (none) {
      wanted.remove(PERF);
    }
    if (!wanted.contains(PERF)) {
      refuse(grid != null && !none, "mmkit.perf");
      refuse(!perf.loads().isEmpty(), "mmkit.loads");
      refuse(!rubric.isShipped() && rubric.weighsLoads(), "mmkit.rubric with a weight of loads");
    }
    return wanted;
  }

  private static void refuse(boolean given, String parameter) {
    if (given) {
      throw new InputException(
          parameter
              + " has no effect without stage perf. Remove it, or let the stage run (mmkit.stages,"
              + " mmkit.perf).");
    }
  }
}
