// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mmkit.suite.Progress;
import org.mmkit.suite.host.HostFacts;
import org.mmkit.suite.host.Reproducer;
import org.mmkit.suite.program.Program;

/** Writes a difference down: for people, as a case, and as a C program. */
final class DifferenceReport {
  private final Smaller smaller;
  private final Progress progress;

  DifferenceReport(Smaller smaller, Progress progress) {
    this.smaller = smaller;
    this.progress = progress;
  }

  /** Lines that say it, the first of them in one sentence; and its files. */
  List<String> write(Compared compared, Difference difference) {
    Compared smallest = smaller.of(compared, difference);
    String text = Smaller.text(smallest);
    String name =
        compared.program().id() + "." + difference.witness().name().toLowerCase(Locale.ROOT);
    Program program = Smaller.reread(name + ".cases", text);
    Compared shown =
        new Compared(
            program, smallest.kernel(), smallest.model(), smallest.specification(), "", false);
    Difference last = smallest.difference(difference.kind()).orElse(difference);
    List<String> lines = new ArrayList<>();
    lines.add(last.sentence());
    shown.lines().forEach(line -> lines.add("  " + line));
    progress.file(name + ".cases", text);
    Optional<String> reproducer = Reproducer.of(program, remarks(lines));
    reproducer.ifPresent(c -> progress.file(name + ".c", c));
    lines.add(
        "  as a case: "
            + name
            + ".cases; "
            + reproducer.map(c -> "as a C program: " + name + ".c").orElse("it has no form in C"));
    return lines;
  }

  private static List<String> remarks(List<String> lines) {
    List<String> remarks = new ArrayList<>();
    remarks.add("Seen on Linux " + HostFacts.release() + ":");
    remarks.addAll(lines);
    return remarks;
  }
}
