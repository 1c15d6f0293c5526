// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes from a submission its sources or its classes and nothing else: no POM, no {@code .mvn}, no
 * resources, no links. What is taken is copied first, so that it cannot change while it is judged.
 */
final class Intake {
  private static final int FILES_MAX = 500;
  private static final int FILE_BYTES_MAX = 1 << 20;
  private static final int DEPTH_MAX = 20;
  private static final int NOTES_MAX = 20;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_$.-]{1,100}");
  private static final List<String> NOT_TAKEN = List.of("module-info.java", "module-info.class");

  private final Path root;
  private final int depth;
  private final Path to;
  private final Take take;
  private final List<Path> files = new ArrayList<>();
  private final TreeSet<String> leftOut = new TreeSet<>();

  /** Why nothing is taken. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Graded.Outcome outcome;

    Refused(Graded.Outcome outcome, String sentence) {
      super(sentence);
      this.outcome = outcome;
    }

    Graded.Outcome outcome() {
      return outcome;
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  private Intake(Path root, int depth, Path to, Take take) {
    this.root = root;
    this.depth = depth;
    this.to = to;
    this.take = take;
  }

  /**
   * What was taken.
   *
   * @param files the copies
   * @param notes what was left out, as sentences
   */
  record Taken(List<Path> files, List<String> notes) {}

  /**
   * Copies.
   *
   * @param submission its folder
   * @param folder the folder within it that counts; empty for all of it
   * @param to an empty folder
   * @throws Refused if there is nothing to take, or what must not be taken
   */
  static Taken take(Path submission, String folder, Path to, Take take)
      throws Refused, IOException {
    Path top = within(submission, folder);
    Path from = folder(top, take);
    boolean topAlone = from.equals(top) && take != Take.CLASSES;
    Intake intake = new Intake(from, topAlone ? 1 : DEPTH_MAX, to, take);
    intake.walk();
    if (intake.files.isEmpty()) {
      throw new Refused(Graded.Outcome.EMPTY, "There is not " + take.what() + ".");
    }
    if (take == Take.SCHEDULES && intake.files.size() > 1) {
      throw new Refused(
          Graded.Outcome.REFUSED,
          "There are " + intake.files.size() + " schedules, and one is to be handed in.");
    }
    intake.files.sort(null);
    return new Taken(List.copyOf(intake.files), intake.notes());
  }

  private static Path within(Path submission, String folder) throws Refused {
    Path top = submission;
    for (Path name : Path.of(folder)) {
      top = top.resolve(name);
      if (!folder.isEmpty() && !Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
        throw new Refused(Graded.Outcome.EMPTY, "There is no folder " + folder + ".");
      }
    }
    return top;
  }

  /** The folder that Maven would compile; where there is none, sources may lie at the top. */
  private static Path folder(Path submission, Take take) {
    Path folder = submission;
    for (String name : take.way()) {
      folder = folder.resolve(name);
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return submission;
      }
    }
    return folder;
  }

  private void walk() throws Refused, IOException {
    List<Refused> refusals = new ArrayList<>();
    Files.walkFileTree(
        root,
        EnumSet.noneOf(FileVisitOption.class),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = !folder.equals(root) && name(folder).startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try {
              visit(file, attributes);
              return FileVisitResult.CONTINUE;
            } catch (Refused e) {
              refusals.add(e);
              return FileVisitResult.TERMINATE;
            }
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            refusals.add(refused(file, "cannot be read"));
            return FileVisitResult.TERMINATE;
          }
        });
    if (!refusals.isEmpty()) {
      throw refusals.get(0);
    }
  }

  private void visit(Path file, BasicFileAttributes attributes) throws Refused, IOException {
    if (!name(file).endsWith(take.ending())) {
      return;
    }
    if (attributes.isSymbolicLink() || !attributes.isRegularFile()) {
      throw refused(file, "is a link, a device or a pipe, and no file");
    }
    if (NOT_TAKEN.contains(name(file))) {
      leftOut.add(shown(file) + " is left out: strategies are judged on the class path.");
      return;
    }
    for (Path part : root.relativize(file)) {
      if (!NAME.matcher(part.toString()).matches()) {
        throw refused(file, "has a name that no class or package can have");
      }
    }
    if (files.size() == FILES_MAX) {
      throw new Refused(
          Graded.Outcome.REFUSED, "There are more than " + FILES_MAX + " files to compile.");
    }
    copy(file);
  }

  private void copy(Path file) throws Refused, IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(FILE_BYTES_MAX + 1);
    }
    if (bytes.length > FILE_BYTES_MAX) {
      throw refused(file, "is larger than " + (FILE_BYTES_MAX >> 20) + " MiB");
    }
    Path copy = to.resolve(root.relativize(file).toString());
    Path parent = copy.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(copy, bytes);
    files.add(copy);
  }

  private Refused refused(Path file, String why) {
    return new Refused(Graded.Outcome.REFUSED, shown(file) + " " + why + ".");
  }

  private List<String> notes() {
    return leftOut.stream().limit(NOTES_MAX).map(Plain::line).toList();
  }

  private String shown(Path file) {
    return Plain.line(root.relativize(file).toString());
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
