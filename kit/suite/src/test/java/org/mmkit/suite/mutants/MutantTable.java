// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Subject;

/**
 * Judges all mutants by hand: {@code MutantTable file [subject]}. The file gets a row for each;
 * those that stand in it already are left out, so that it can be stopped and gone on with.
 */
final class MutantTable {
  private static final long STALL_NS = 120_000_000_000L;
  private static volatile long beat;
  private static volatile String current = "";

  private final Path file;
  private final Original original;
  private final Subject whole;
  private final Behaviour behaviour;
  private final Set<String> known;
  private final Set<String> noted;

  private MutantTable(Path file, Original original) {
    this.file = file;
    this.original = original;
    this.whole = Compiled.subject(original.type(), original.sources()).orElseThrow();
    this.behaviour = Behaviour.of(whole, MutantTable::beat);
    this.known = Trial.known(whole, MutantTable::beat);
    this.noted = Trial.of(whole, CaseGlob.ALL, known, MutantTable::beat).noted();
  }

  /** Judges. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Set<String> done = new HashSet<>();
    if (Files.exists(file)) {
      Rows.read(file).forEach(row -> done.add(row.name()));
    }
    watch(file);
    for (Original original : Original.all()) {
      if (args.length < 2 || original.id().equals(args[1])) {
        new MutantTable(file, original).judge(done);
      }
    }
    System.exit(0);
  }

  private void judge(Set<String> done) throws IOException {
    for (Mutant mutant : Mutations.of(original)) {
      if (done.add(mutant.name())) {
        current = mutant.name();
        beat();
        Rows.Row row = row(mutant);
        current = "";
        write(file, row);
      }
    }
  }

  private Rows.Row row(Mutant mutant) {
    Optional<Subject> subject = Compiled.subject(original.type(), mutant.sources());
    if (subject.isEmpty()) {
      return new Rows.Row(mutant.name(), Rows.NO_JAVA, "");
    }
    if (behaviour.isThatOf(subject.get(), MutantTable::beat)) {
      return new Rows.Row(mutant.name(), Rows.SAME, "");
    }
    Trial.Result result = Trial.of(subject.get(), CaseGlob.ALL, known, MutantTable::beat);
    if (!result.convicted().isEmpty()) {
      return new Rows.Row(mutant.name(), result.convicted(), result.rule());
    }
    Set<String> more = new TreeSet<>(result.noted());
    more.removeAll(noted);
    return new Rows.Row(mutant.name(), Rows.SURVIVES, String.join(" ", more));
  }

  private static void beat() {
    beat = System.nanoTime();
  }

  private static synchronized void write(Path file, Rows.Row row) throws IOException {
    Files.writeString(file, row.text(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.out.print(row.text());
  }

  /** Whoever makes no progress is written down as such, and ends this run. */
  private static void watch(Path file) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (true) {
                  Thread.sleep(1000);
                  if (!current.isEmpty() && System.nanoTime() - beat > STALL_NS) {
                    write(file, new Rows.Row(current, Rows.HANGS, ""));
                    Runtime.getRuntime().halt(3);
                  }
                }
              } catch (InterruptedException | IOException e) {
                Runtime.getRuntime().halt(4);
              }
            });
    watch.setDaemon(true);
    watch.start();
  }
}
