// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mmkit.machine.profile.Hardware;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.load.Mode;

/**
 * Reads measurements: lines {@code load mode tasks value}, as the C program of the goal prints
 * them, or a table of will-it-scale, whose file has the name of its test case.
 */
public final class Measurements {
  private static final String SCALE_HEAD = "tasks,processes,processes_idle,threads,threads_idle";
  private static final int FIELDS = 4;
  private static final int TASKS_MAX = 4096;

  private final Trials known;
  private final List<Observed> all = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private int cpus;
  private String place = "";

  private Measurements(Trials known) {
    this.known = known;
  }

  /**
   * Reads files.
   *
   * @throws BadInputException if a line is no measurement, a load is unknown or a number absurd;
   *     names file and line
   */
  public static Measurements read(List<CaseFile> files) {
    Measurements read = new Measurements(Trials.known());
    files.forEach(read::file);
    if (read.all.isEmpty()) {
      String names = String.join(", ", files.stream().map(CaseFile::name).toList());
      throw new BadInputException(
          "There is no measurement in "
              + names
              + ": expected lines such as \"mmap1 threads 1"
              + " 269803\", or a table of will-it-scale.");
    }
    return read;
  }

  private void file(CaseFile file) {
    String[] lines = file.text().split("\n");
    boolean scale = lines[0].startsWith(SCALE_HEAD);
    for (int i = scale ? 1 : 0; i < lines.length; i++) {
      place = file.name() + ":" + (i + 1) + ": ";
      String line = lines[i].strip();
      if (line.startsWith("skipped ")) {
        skipped.add(line.substring("skipped ".length()));
      } else if (line.startsWith("cpus ")) {
        cpus = (int) number("number of CPUs", line.substring("cpus ".length()), TASKS_MAX);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        if (scale) {
          scale(file.name().replaceAll("\\.[^.]*$", ""), line.split(","));
        } else {
          line(line.split(" +"));
        }
      }
    }
  }

  private void line(String[] fields) {
    if (fields.length != FIELDS) {
      throw refused("expected \"load mode tasks value\"");
    }
    Mode mode =
        Mode.of(fields[1])
            .orElseThrow(() -> refused("\"" + fields[1] + "\" is neither threads nor processes"));
    add(fields[0], mode, fields[2], fields[3]);
  }

  /** Processes stand in the second column, threads in the fourth; a row 0 tells nothing. */
  private void scale(String load, String[] fields) {
    if (fields.length < FIELDS) {
      throw refused("a row of will-it-scale has at least four columns");
    }
    if (!fields[0].strip().equals("0")) {
      add(load, Mode.PROCESSES, fields[0].strip(), fields[1].strip());
      add(load, Mode.THREADS, fields[0].strip(), fields[3].strip());
    }
  }

  private void add(String load, Mode mode, String tasks, String value) {
    if (!known.knows(load)) {
      throw refused("no load \"" + load + "\"; known are: " + String.join(", ", known.loads()));
    }
    int count = (int) number("number of tasks", tasks, TASKS_MAX);
    all.add(new Observed(load, mode, count, number("value", value, Long.MAX_VALUE)));
  }

  private double number(String what, String text, double most) {
    try {
      double number = Double.parseDouble(text);
      if (number > 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw refused("the " + what + " \"" + text + "\" is no positive number");
  }

  private BadInputException refused(String why) {
    return new BadInputException(place + why + ".");
  }

  /** What was measured, in the order of the files. */
  public List<Observed> all() {
    return Collections.unmodifiableList(all);
  }

  /**
   * The profile under the name of the machine that was measured, with its number of CPUs if that
   * was told; then it is one socket.
   */
  public MachineProfile on(MachineProfile base, String name) {
    Hardware before = base.hardware();
    return base.of(name, cpus == 0 ? before : new Hardware(cpus, 1, before.hz()));
  }

  /** What could not be measured, each with its reason. */
  public List<String> skipped() {
    return Collections.unmodifiableList(skipped);
  }
}
