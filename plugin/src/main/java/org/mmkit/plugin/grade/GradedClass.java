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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.json.JsonException;

/**
 * Shards of a class, folded: to fold is associative, and a shard that comes twice counts once.
 *
 * @param head of the whole class
 * @param of how many shards there are
 * @param present the shards that are here
 * @param submissions contents of the files by id
 * @param reports pages by id
 */
record GradedClass(
    ShardHead head,
    int of,
    SortedSet<Integer> present,
    SortedMap<String, String> submissions,
    SortedMap<String, String> reports) {

  GradedClass {
    Objects.requireNonNull(head);
    present = Collections.unmodifiableSortedSet(new TreeSet<>(present));
    submissions = Collections.unmodifiableSortedMap(new TreeMap<>(submissions));
    reports = Collections.unmodifiableSortedMap(new TreeMap<>(reports));
  }

  /**
   * Reads a folder.
   *
   * @throws InputException if it is not graded to its end
   */
  static GradedClass read(Path folder) {
    try {
      Path file = folder.resolve(ShardHead.SHARD);
      if (!Files.exists(file)) {
        file = folder.resolve(ShardHead.GRADE);
      }
      ShardHead head = ShardHead.fromJson(Files.readString(file));
      GradeStore store = GradeStore.at(folder);
      TreeMap<String, String> submissions = new TreeMap<>();
      TreeMap<String, String> reports = new TreeMap<>();
      for (String id : head.mine()) {
        String text = store.text(id).orElseThrow(() -> unfinished(folder, "has no " + id));
        if (!Graded.fromJson(text).id().equals(id)) {
          throw unfinished(folder, "has another submission as " + id);
        }
        submissions.put(id, text);
        store.report(id).ifPresent(page -> reports.put(id, page));
      }
      return new GradedClass(
          head.whole(), head.of(), new TreeSet<>(List.of(head.shard())), submissions, reports);
    } catch (IOException | JsonException e) {
      throw unfinished(folder, "cannot be read (" + e.getMessage() + ")");
    }
  }

  private static InputException unfinished(Path folder, String why) {
    return new InputException(
        folder
            + " is no graded folder: it "
            + why
            + ". Let mmkit:grade end there, or a run with mmkit.shard, which leaves a "
            + ResultFiles.RUN_SHARD
            + ".");
  }

  /**
   * Both together.
   *
   * @throws InputException if they are not parts of the same class
   */
  GradedClass plus(GradedClass other) {
    if (!head.terms().equals(other.head.terms())) {
      throw new InputException(
          "The shards were judged on different terms (parameters, mmkit or files): "
              + difference(other.head.terms())
              + ". Judge them again on the same.");
    }
    if (of != other.of || !head.ids().equals(other.head.ids())) {
      throw new InputException(
          "The shards are not parts of one class: they are of "
              + of
              + " and "
              + other.of
              + ", with "
              + head.ids().size()
              + " and "
              + other.head.ids().size()
              + " submissions. Judge them again with the same folder and number.");
    }
    TreeSet<Integer> all = new TreeSet<>(present);
    all.addAll(other.present);
    return new GradedClass(
        head, of, all, both(submissions, other.submissions), both(reports, other.reports));
  }

  private String difference(Terms other) {
    return head.terms().request().equals(other.request())
        ? "versions, digests or flags differ"
        : "what was asked differs";
  }

  private static TreeMap<String, String> both(
      SortedMap<String, String> ours, SortedMap<String, String> others) {
    TreeMap<String, String> all = new TreeMap<>(ours);
    for (var entry : others.entrySet()) {
      String before = all.putIfAbsent(entry.getKey(), entry.getValue());
      if (before != null && !before.equals(entry.getValue())) {
        throw new InputException(
            "Two shards have different results of "
                + entry.getKey()
                + ". Judge that shard again, and give it once.");
      }
    }
    return all;
  }

  /**
   * What became of each submission, in order.
   *
   * @throws InputException if a shard is missing; names it
   */
  List<Graded> complete() {
    List<String> missing = new ArrayList<>();
    for (int i = 1; i <= of; i++) {
      if (!present.contains(i)) {
        missing.add(i + "/" + of);
      }
    }
    if (!missing.isEmpty()) {
      throw new InputException(
          "The class is not complete: shard "
              + missing.stream().collect(Collectors.joining(", "))
              + " is missing. Run mmkit:grade with that mmkit.shard, and name its folder too.");
    }
    return head.ids().stream()
        .map(id -> Graded.fromJson(Objects.requireNonNull(submissions.get(id), id)))
        .toList();
  }

  /** Writes all of it into a folder, as one run over the whole class would. */
  void write(Path folder) {
    try {
      GradeStore store = GradeStore.open(folder);
      store.retain(submissions.keySet());
      for (Graded graded : complete()) {
        store.keep(graded, Optional.ofNullable(reports.get(graded.id())));
      }
      store.write(head.files());
    } catch (IOException e) {
      throw new UncheckedIOException("The results cannot be written to " + folder, e);
    }
  }
}
