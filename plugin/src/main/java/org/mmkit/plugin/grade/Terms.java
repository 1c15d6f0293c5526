// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mmkit.plugin.perf.Limits;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.json.RecordCodec;

/**
 * All that counts for a grade beside the submission and the rubric. The instructor's side sets it,
 * and nothing in a submission can change it.
 *
 * @param mmkit version
 * @param kit digest of the model
 * @param suite digest of the suite
 * @param take what is taken of a submission
 * @param variants whose variants of a scenario schedules attack
 * @param release of Java that sources are compiled for
 * @param strategy the class to judge; empty for the one that there is
 * @param stages in their order
 * @param cases the patterns
 * @param limits what measures may be at most, in nanoseconds
 * @param seed of all random choices
 * @param budget schedules for each program, where it is set
 * @param perf the grid of loads
 * @param defects switched on in the kernel
 * @param argLine flags of the judged JVM
 * @param dependencies digests of what the classes may use beside the kit; of schedules, also of the
 *     strategy that is attacked
 * @param timeoutSeconds for one submission
 * @param request digest of all that is asked of the judged JVM, files of cases and loads included
 */
record Terms(
    String mmkit,
    String kit,
    String suite,
    Take take,
    Variants.By variants,
    int release,
    Optional<String> strategy,
    List<String> stages,
    String cases,
    SortedMap<String, Long> limits,
    long seed,
    OptionalInt budget,
    String perf,
    List<String> defects,
    String argLine,
    List<String> dependencies,
    int timeoutSeconds,
    String request) {

  Terms {
    Objects.requireNonNull(take);
    Objects.requireNonNull(variants);
    Objects.requireNonNull(strategy);
    stages = List.copyOf(stages);
    limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
    defects = List.copyOf(defects);
    dependencies = List.copyOf(dependencies);
    Objects.requireNonNull(budget);
  }

  static Terms of(
      VerifyRequest request, Take take, int release, Variants.By variants, Limits limits) {
    JudgeRequest asked = request.asked();
    return new Terms(
        request.kit().version(),
        digest(request, "model"),
        digest(request, "suite"),
        take,
        variants,
        release,
        request.strategies().stream().findFirst(),
        asked.stages(),
        asked.cases().glob().text(),
        new TreeMap<>(limits.boundsNs()),
        asked.search().seed(),
        asked.search().budget(),
        asked.perf().grid().text(),
        asked.defects(),
        request.jvm().argLine(),
        besideTheKit(request, take),
        asked.timeoutSeconds(),
        Digest.of(RecordCodec.write(asked)));
  }

  private static List<String> besideTheKit(VerifyRequest request, Take take) {
    List<Path> paths = new ArrayList<>(request.student().dependencies());
    if (take == Take.SCHEDULES && Files.isDirectory(request.student().classes())) {
      paths.add(request.student().classes());
    }
    return paths.stream().map(Terms::digest).toList();
  }

  private static String digest(VerifyRequest request, String module) {
    Pattern name = Pattern.compile(".*/(mmkit-)?" + module + "(-[^/]*[.]jar|/target/classes)?");
    return request.kit().modules().stream()
        .filter(path -> name.matcher(path.toString().replace('\\', '/')).matches())
        .findFirst()
        .map(Terms::digest)
        .orElseThrow(() -> new InputException("The kit has no module " + module + "."));
  }

  private static String digest(Path path) {
    try {
      return Digest.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** What decides whether a submission was judged on these terms. */
  String key(String submission) {
    return Digest.of(RecordCodec.write(this) + submission);
  }
}
