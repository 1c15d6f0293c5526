// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the experiment of the 2018 series on this machine's kernel, in a process of its own. */
public final class HostExperiment {
  private static final String FAILED = "failed ";

  private HostExperiment() {}

  /** What the process looks at. */
  public enum Look {
    /** The tracepoints of mmap_lock: needs root. */
    TRACED,
    /** How long calls of a second thread take: needs no privilege. */
    PLAIN
  }

  /**
   * The lines that the experiment prints.
   *
   * @param operation {@code munmap}, {@code overlay}, {@code brk} or {@code mremap}
   * @param heard runs at each line that it prints, which may be seconds after the one before
   * @throws Unplayable if this machine cannot run it; says why
   */
  public static List<String> run(String operation, long kib, int times, Look look, Runnable heard)
      throws Unplayable {
    List<String> command =
        List.of(
            CProgram.EXPERIMENT.binary().toString(),
            operation,
            Long.toString(kib),
            Integer.toString(times),
            look == Look.TRACED ? "traced" : "plain");
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      List<String> lines = new ArrayList<>();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        heard.run();
      }
      int status = process.waitFor();
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
      if (last.startsWith(FAILED)) {
        throw new Unplayable(last.substring(FAILED.length()));
      }
      if (status != 0) {
        throw new Unplayable("the experiment ended with status " + status);
      }
      return lines;
    } catch (IOException e) {
      throw new Unplayable("the experiment does not start: " + e.getMessage());
    } catch (InterruptedException e) {
      throw new Unplayable("the experiment was interrupted");
    }
  }
}
