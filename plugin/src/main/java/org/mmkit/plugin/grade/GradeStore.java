// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mmkit.suite.json.JsonException;

/**
 * The folder of a graded class. Each file appears when it is whole, so that a run which was killed
 * goes on where it was.
 */
final class GradeStore {
  static final String SUBMISSIONS = "submissions";
  static final String REPORTS = "reports";
  static final String SCORES = "scores";
  private static final String PART = ".part";
  private static final String JSON = ".json";
  private static final String HTML = ".html";

  private final Path root;

  private GradeStore(Path root) {
    this.root = root;
  }

  /** Makes the folders, and removes what tells of the class before. */
  static GradeStore open(Path root) throws IOException {
    for (String folder : List.of(SUBMISSIONS, REPORTS, SCORES)) {
      Files.createDirectories(root.resolve(folder));
    }
    GradeStore store = new GradeStore(root);
    for (Path file : store.list(root)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(file);
      }
    }
    return store;
  }

  /** One to read from. */
  static GradeStore at(Path root) {
    return new GradeStore(root);
  }

  /** Removes what is known of submissions that are not among these. */
  void retain(Collection<String> ids) throws IOException {
    for (String folder : List.of(SUBMISSIONS, REPORTS)) {
      for (Path file : list(root.resolve(folder))) {
        String id = String.valueOf(file.getFileName()).replaceAll("[.](json|html|part)$", "");
        if (!ids.contains(id)) {
          Files.delete(file);
        }
      }
    }
  }

  private List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** What was kept of a submission on the same terms. */
  Optional<Graded> before(String id, String key) {
    return text(id)
        .flatMap(GradeStore::parse)
        .filter(g -> g.id().equals(id) && g.key().equals(key));
  }

  private static Optional<Graded> parse(String json) {
    try {
      return Optional.of(Graded.fromJson(json));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /** The file of a submission, if there is one. */
  Optional<String> text(String id) {
    try {
      return Optional.of(Files.readString(root.resolve(SUBMISSIONS).resolve(id + JSON)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Optional<String> report(String id) {
    try {
      return Optional.of(Files.readString(root.resolve(REPORTS).resolve(id + HTML)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps what became of a submission; its report comes first. */
  void keep(Graded graded, Optional<String> report) throws IOException {
    if (report.isPresent()) {
      write(REPORTS + "/" + graded.id() + HTML, report.get());
    } else {
      Files.deleteIfExists(root.resolve(REPORTS).resolve(graded.id() + HTML));
    }
    write(SUBMISSIONS + "/" + graded.id() + JSON, graded.toJson());
  }

  /** Removes the scores of before. */
  void removeScores() throws IOException {
    Path scores = root.resolve(SCORES);
    if (Files.isDirectory(scores, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> files = Files.walk(scores)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Writes files, each whole. */
  void write(Map<String, String> contents) throws IOException {
    for (Map.Entry<String, String> file : contents.entrySet()) {
      write(file.getKey(), file.getValue());
    }
  }

  private void write(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path part = root.resolve(name + PART);
    Files.writeString(part, content, StandardCharsets.UTF_8);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
