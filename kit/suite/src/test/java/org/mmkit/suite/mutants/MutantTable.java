// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Subject;

/**
 * Judges all mutants by hand: {@code MutantTable file [subject|* [earlier]]}. The file gets a row
 * for each; those that stand in it already are left out, so that it can be stopped and gone on
 * with. An earlier table says which case to try first.
 */
final class MutantTable {
  private static final long STALL_NS = 120_000_000_000L;
  private static volatile long beat;
  private static volatile String current = "";

  private final Path file;
  private final Original original;
  private final Subject whole;
  private final Map<String, Rows.Row> earlier;
  private @Nullable Behaviour behaviour;
  private Trial.@Nullable Known known;

  private MutantTable(Path file, Original original, Map<String, Rows.Row> earlier) {
    this.file = file;
    this.original = original;
    this.whole = Compiled.subject(original.type(), original.sources()).orElseThrow();
    this.earlier = earlier;
  }

  /** Judges. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Set<String> done = new HashSet<>();
    if (Files.exists(file)) {
      Rows.read(file).forEach(row -> done.add(row.name()));
    }
    Map<String, Rows.Row> earlier = new HashMap<>();
    if (args.length > 2) {
      Rows.read(Path.of(args[2])).forEach(row -> earlier.put(row.name(), row));
    }
    watch(file);
    for (Original original : Original.all()) {
      if (args.length < 2 || args[1].equals("*") || original.id().equals(args[1])) {
        new MutantTable(file, original, earlier).judge(done);
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
    Rows.Row before = earlier.get(mutant.name());
    if (before != null && before.isConvicted()) {
      Trial.Result again = byOneCase(whole, subject.get(), before.verdict(), MutantTable::beat);
      if (!again.convicted().isEmpty()) {
        return new Rows.Row(mutant.name(), again.convicted(), again.rule());
      }
    }
    if (behaviour == null) {
      behaviour = Behaviour.of(whole, MutantTable::beat);
    }
    if (behaviour.isThatOf(subject.get(), MutantTable::beat)) {
      return new Rows.Row(mutant.name(), Rows.SAME, "");
    }
    if (known == null) {
      known = Trial.known(whole, CaseGlob.ALL, MutantTable::beat);
    }
    Trial.Result result = Trial.of(subject.get(), CaseGlob.ALL, known.failed(), MutantTable::beat);
    if (!result.convicted().isEmpty()) {
      return new Rows.Row(mutant.name(), result.convicted(), result.rule());
    }
    Set<String> more = new TreeSet<>(result.noted());
    more.removeAll(known.noted());
    return new Rows.Row(mutant.name(), Rows.SURVIVES, String.join(" ", more));
  }

  /** Judges a mutant by one case alone. */
  static Trial.Result byOneCase(Subject original, Subject mutant, String name, Runnable beat) {
    CaseGlob glob = new CaseGlob(name);
    return Trial.of(mutant, glob, Trial.known(original, glob, beat).failed(), beat);
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
