// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.PlainFile;
import org.mmkit.suite.sched.SchedFile;

/**
 * The folder of results. What an earlier run left goes at the start; the new files are moved in
 * only when all are complete, {@code run.json} last, so that nothing which looks whole is not.
 */
public final class ResultFiles implements AutoCloseable {
  public static final String RUN = "run.json";
  public static final String TIMELINE = "timeline.json";
  public static final String SCAN = "scan.json";
  public static final String ENVIRONMENT = "environment.json";
  public static final String REPORT = "report.html";

  /** How far each search reached. */
  public static final String CERTIFICATES = "certificates.txt";

  /** A part of a run, which others complete. */
  public static final String RUN_SHARD = "run-shard.json";

  /** Where points that are told in full are. */
  public static final String TRACES = "traces";

  /** Where the run before is, and where its schedules are within the folder of schedules. */
  public static final String BEFORE = "before";

  private static final Pattern OURS =
      Pattern.compile(
          "(run|run-shard|timeline|scan|environment)\\.json|report\\.html|certificates\\.txt"
              + "|score|trace|TEST-mmkit-.*\\.xml|\\.mmkit-.*");

  private final Path folder;
  private final Path scratch;
  private final InUse inUse;
  private final Thread exitHook = new Thread(this::exit, "mmkit-clean");
  private boolean exiting;

  private ResultFiles(Path folder, Path scratch, InUse inUse) {
    this.folder = folder;
    this.scratch = scratch;
    this.inUse = inUse;
  }

  /** Removes the results of an earlier run, so that nobody takes them for those of this one. */
  public static void clear(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      if (Files.isSymbolicLink(folder)) {
        Files.delete(folder);
        return;
      }
      if (!Files.isDirectory(folder)) {
        throw new InputException(folder + ", where results go, is no folder: remove it.");
      }
      removeOursBut(folder, Optional.empty());
      clear(folder, TRACES);
    } catch (IOException e) {
      throw new UncheckedIOException("The old results cannot be removed from " + folder, e);
    }
  }

  /** Where {@link #keepLast} keeps a run. */
  public static Path lastRun(Path folder) {
    return folder.resolve(BEFORE).resolve(RUN);
  }

  /** Keeps the run that was made last, so that the next one can be compared with it. */
  public static void keepLast(Path folder) {
    InUse.refuse(folder);
    Path run = folder.resolve(RUN);
    if (Files.isRegularFile(run, LinkOption.NOFOLLOW_LINKS)) {
      try {
        PlainFile.folder(folder.resolve(BEFORE));
        Files.move(run, lastRun(folder), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException("The last run cannot be kept in " + folder, e);
      }
    }
  }

  /** Removes one of the folders of an earlier run. */
  public static void clear(Path folder, String name) {
    if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      try {
        remove(folder.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException("The old results cannot be removed from " + folder, e);
      }
    }
  }

  /** Makes room for new files; results of an earlier run stay until others are published. */
  public static ResultFiles open(Path folder) {
    try {
      Files.createDirectories(folder);
      Path scratch = Files.createTempDirectory(folder, ".mmkit-");
      ResultFiles files = new ResultFiles(folder, scratch, InUse.mark(scratch));
      Runtime.getRuntime().addShutdownHook(files.exitHook);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing can be written to " + folder, e);
    }
  }

  /** A folder for files that are not needed afterwards. */
  public Path scratch() {
    return scratch;
  }

  /**
   * Moves the results in.
   *
   * @param contents file name to content
   */
  public synchronized void publish(Map<String, String> contents) {
    if (exiting) {
      return;
    }
    try {
      Path fresh = Files.createTempDirectory(scratch, "results");
      for (Map.Entry<String, String> file : contents.entrySet()) {
        Files.writeString(fresh.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
      }
      // Again: what has appeared since the start is not from here.
      removeOursBut(folder, Optional.of(scratch));
      for (String name : contents.keySet()) {
        if (!name.equals(RUN)) {
          move(fresh, name);
        }
      }
      if (contents.containsKey(RUN)) {
        move(fresh, RUN);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The results cannot be written to " + folder, e);
    }
  }

  /**
   * Moves schedules in. Those of the run before, by which an edit can still be tried, go to a
   * folder beside, in place of those that were there.
   *
   * @param into a folder within that of the results
   * @param contents file name to content
   */
  public synchronized void replace(String into, Map<String, String> contents) {
    if (exiting) {
      return;
    }
    Path to = folder.resolve(into);
    try {
      List<Path> stale = plainFiles(PlainFile.withoutLink(to));
      if (!stale.isEmpty()) {
        Path before = PlainFile.folder(to.resolve(BEFORE));
        for (Path old : plainFiles(before)) {
          Files.delete(old);
        }
        for (Path old : stale) {
          Files.move(old, before.resolve(old.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Old schedules cannot be moved in " + to, e);
    }
    add(into, contents);
  }

  private static List<Path> plainFiles(Path of) throws IOException {
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(of)) {
      return entries.filter(e -> e.toString().endsWith(SchedFile.SUFFIX)).sorted().toList();
    }
  }

  /**
   * Moves what was found in, each file whole. They stay until others of the same names come: what
   * was found before an edit is worth most after it.
   *
   * @param into a folder within that of the results
   * @param contents file name to content
   */
  public synchronized void add(String into, Map<String, String> contents) {
    if (exiting || contents.isEmpty()) {
      return;
    }
    try {
      Path fresh = Files.createTempDirectory(scratch, "add");
      Path to = PlainFile.folder(folder.resolve(into));
      for (Map.Entry<String, String> file : contents.entrySet()) {
        Path whole = fresh.resolve(file.getKey());
        Files.writeString(whole, file.getValue(), StandardCharsets.UTF_8);
        Files.move(whole, to.resolve(file.getKey()), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("What was found cannot be written to " + folder, e);
    }
  }

  private void move(Path from, String name) throws IOException {
    Files.move(from.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void removeOursBut(Path folder, Optional<Path> kept) throws IOException {
    List<Path> ours;
    try (Stream<Path> entries = Files.list(folder)) {
      ours = entries.filter(e -> OURS.matcher(e.getFileName().toString()).matches()).toList();
    }
    List<String> stay = new ArrayList<>();
    for (Path entry : ours) {
      if (kept.filter(entry::equals).isEmpty() && !InUse.by(entry)) {
        try {
          remove(entry);
        } catch (IOException e) {
          stay.add(String.valueOf(entry.getFileName()));
        }
      }
    }
    if (!stay.isEmpty()) {
      Collections.sort(stay);
      throw new InputException(
          "Old results cannot be removed from "
              + folder
              + " and are no results of this run: "
              + String.join(", ", stay)
              + ". Remove them (chattr -i, chmod) first.");
    }
  }

  private static void remove(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException problem)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Somebody ended the build: what the judged JVM said on its way down is no result. */
  private synchronized void exit() {
    exiting = true;
    clean();
  }

  private void clean() {
    inUse.close();
    try {
      remove(scratch);
    } catch (IOException e) {
      // Left for the next run to remove.
    }
  }

  @Override
  public void close() {
    clean();
    try {
      Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException e) {
      // This JVM shuts down already.
    }
  }
}
