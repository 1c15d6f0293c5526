// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.Mode;
import org.mmkit.suite.load.Point;

/**
 * The points of a grid, and what each may cost.
 *
 * @param kind which grid
 * @param stepsPerPoint visible steps for all seeds of a point together, unless it has many tasks
 * @param seeds runs of a point whose threads can be in each other's way
 * @param seedsOfProcesses runs of a point with several processes, which hardly can
 */
record Grid(PerfGrid kind, long stepsPerPoint, int seeds, int seedsOfProcesses) {
  private static final List<String> SMOKE_LOADS =
      List.of("mmap1", "brk1", "page_fault1", "munmap-4k");
  private static final int SMOKE_TASKS = 8;

  /** So many tasks need more steps until each has had its turn some times. */
  private static final int CROWD = 64;

  private static final long STEPS_OF_CROWD = 600_000;

  static Grid of(PerfGrid kind) {
    return switch (kind) {
      case NONE -> new Grid(kind, 0, 0, 0);
      case SMOKE -> new Grid(kind, 40_000, 1, 1);
      case SMALL -> new Grid(kind, 240_000, 5, 3);
      case WHOLE -> new Grid(kind, 3_000_000, 7, 7);
    };
  }

  /** Whether a load has points here. */
  boolean takes(Load load, boolean ofUser) {
    return switch (kind) {
      case NONE -> false;
      case SMOKE -> ofUser || SMOKE_LOADS.contains(load.id());
      default -> true;
    };
  }

  /** The points of a load with the numbers of tasks that it names, on a machine. */
  List<Point> points(Load load, int cpus) {
    List<Point> points = new ArrayList<>();
    for (Mode mode : load.extent().modes()) {
      points.addAll(points(load, mode, load.extent().counts(mode, cpus)));
    }
    return points;
  }

  /** The points of a load with other numbers of tasks. */
  List<Point> points(Load load, List<Integer> counts) {
    List<Point> points = new ArrayList<>();
    for (Mode mode : load.extent().modes()) {
      points.addAll(points(load, mode, counts));
    }
    return points;
  }

  private List<Point> points(Load load, Mode mode, List<Integer> counts) {
    SortedMap<String, Long> sizes = kind == PerfGrid.WHOLE ? load.sizes() : load.smallSizes();
    return counts.stream()
        .map(tasks -> new Point(load, mode, tasks, sizes))
        .filter(this::takes)
        .toList();
  }

  private boolean takes(Point point) {
    boolean first = point.load().extent().modes().iterator().next() == point.mode();
    return kind != PerfGrid.SMOKE || first && point.tasks() <= SMOKE_TASKS;
  }

  /** With how many seeds a point runs. */
  int seeds(Point point) {
    if (!point.contended()) {
      return 1;
    }
    return point.mode() == Mode.THREADS ? seeds : seedsOfProcesses;
  }

  /** Visible steps for all runs of a point. */
  long allSteps(Point point) {
    return point.tasks() > CROWD ? Math.max(stepsPerPoint, STEPS_OF_CROWD) : stepsPerPoint;
  }

  /** Visible steps for one run of a point. */
  long steps(Point point) {
    return allSteps(point) / seeds(point);
  }
}
