// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A class of thirty for the whole course, made of solutions, mistakes and skeletons: what each
 * hands in, and the points that it must come to. {@code main} writes it to a folder, or compares a
 * gradebook with it; the page on grading says how.
 */
public final class CourseClass {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final String JAVA = "src/main/java/student";

  /** A letter for each of the rungs 1 to 9: what is handed in. */
  private static final List<String> PLANS =
      List.of(
          "SSSSSSSSS",
          "SSSSSSSSB",
          "SSSSSSSSK",
          "SSSSSSSS-",
          "SSSSSSSBB",
          "SSSSSSSM-",
          "SSSSSSSN-",
          "SSSSSSNK-",
          "SSSSSSNC-",
          "SSSSSSBS-",
          "SSSSSSM--",
          "SSSSSSKSM",
          "SSSSSBSSN",
          "SSSSSMSC-",
          "SSSSSNS--",
          "SSSSBB-B-",
          "SSSSMKM--",
          "SSSSNC---",
          "SSSBBB---",
          "SSSMS----",
          "SSSNMM-K-",
          "SSBBBBBBB",
          "SSMK-----",
          "SSNSNN---",
          "SBBBBBBBC",
          "SMKKKKKKK",
          "SNC------",
          "MK-------",
          "NCCCCCCCC",
          "KKKKKKKKK");

  /** One-line changes of a solution: what stands in the place of what. */
  private record Edit(String what, String with) {
    String of(String source) {
      if (!source.contains(what)) {
        throw new IllegalStateException("the solution has no " + what);
      }
      return source.replace(what, with);
    }
  }

  private static final Edit NO_CHECK =
      new Edit("kernel.checkRange(start, length)", "0 /* every range is good */");

  /** By the number of the rung: two mistakes. In rung 8, one in each of the classes. */
  private static final Map<Integer, List<Edit>> MISTAKES =
      Map.of(
          1, List.of(NO_CHECK, new Edit("    kernel.removeVmaList(vmas);\n", "")),
          2,
              List.of(
                  new Edit("    gather.finish();", "    //"),
                  new Edit("-Errno.EINTR", "Errno.EINTR")),
          3, List.of(NO_CHECK, new Edit("mmapSem.isContended()", "false")),
          4,
              List.of(
                  new Edit("if (!isSpecial(vmas))", "if (true)"),
                  new Edit("    mmapSem.upRead();\n", "")),
          5, List.of(new Edit("standard.withVmDeadTestInAllFaults()", "standard"), NO_CHECK),
          6,
              List.of(
                  new Edit(
                      "    kernel.detach(vmas); // from here on nobody finds the VMAs ...\n"
                          + "    kernel.archUnmap(vmas);\n"
                          + "    kernel.mmapSem().downgradeWrite();",
                      "    kernel.archUnmap(vmas);\n"
                          + "    kernel.mmapSem().downgradeWrite();\n"
                          + "    kernel.detach(vmas);"),
                  new Edit("kernel.mmapSem().upRead();", "kernel.mmapSem().upWrite();")),
          8,
              List.of(
                  new Edit("kernel.detach(vmas);", ""),
                  new Edit("    kernel.munlock(vmas);\n", "")),
          9,
              List.of(
                  new Edit("    kernel.removeVmaList(vmas);\n", ""),
                  new Edit("kernel.mmapSem().upRead();", "kernel.mmapSem().upWrite();")));

  /**
   * For each column, what the letters S, B, K, M and N come to; C and - come to nothing. The answer
   * before rung 1 is its skeleton.
   */
  private static final Map<String, List<String>> POINTS =
      Map.of(
          "rung-1-split", List.of("15", "0", "0", "7.76", "3.23"),
          "rung-2-exclusive", List.of("15", "4.61", "0", "0", "10"),
          "rung-3-sections", List.of("10", "6", "0", "5.69", "6"),
          "rung-4-twophase", List.of("15", "4", "0", "10.67", "0"),
          "rung-5-dead", List.of("10", "2", "0", "2", "9.65"),
          "rung-6-downgrade", List.of("20", "4", "0", "0", "0"),
          "rung-7-find", List.of("10", "4", "0", "0", "4"),
          "rung-8-mend-KeepsTheLock", List.of("2", "0", "0", "0", "0"),
          "rung-8-mend-StacksWait", List.of("2", "0", "0", "0", "0"),
          "rung-9-open", List.of("5", "0", "0", "0", "0"));

  private final List<Path> rungs;

  public CourseClass() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      rungs =
          folders
              .filter(one -> one.getFileName().toString().matches("rung-[1-9]-.*"))
              .sorted()
              .toList();
    }
  }

  public static List<String> plans() {
    return PLANS;
  }

  /** The name of a student's folder. */
  public static String student(int number) {
    return String.format("s%02d", number + 1);
  }

  /** Writes what everybody hands in. */
  void write(Path handedIn) throws IOException {
    for (int student = 0; student < PLANS.size(); student++) {
      for (int rung = 1; rung <= rungs.size(); rung++) {
        char letter = PLANS.get(student).charAt(rung - 1);
        Path folder = handedIn.resolve(student(student)).resolve(name(rung));
        Files.createDirectories(folder.getParent());
        if (letter != '-' && rung == 7) {
          Files.createDirectories(folder);
          Files.writeString(folder.resolve("answer.sched"), schedule(letter, student));
        } else if (letter != '-') {
          sources(rung, letter, Files.createDirectories(folder.resolve(JAVA)));
        }
      }
    }
  }

  private String name(int rung) {
    return rungs.get(rung - 1).getFileName().toString();
  }

  private Path solution(int rung) {
    return rungs.get(rung - 1).resolve("solution/main/java/student");
  }

  private void sources(int rung, char letter, Path to) throws IOException {
    Path from =
        switch (letter) {
          case 'K' -> rungs.get(rung - 1).resolve(JAVA);
          case 'B' -> rung == 1 ? rungs.get(0).resolve(JAVA) : solution(rung == 8 ? 6 : rung - 1);
          default -> solution(rung);
        };
    for (Path file : files(from)) {
      String name = file.getFileName().toString();
      String source = Files.readString(file);
      if (letter == 'B' && rung == 8) {
        for (String mended : List.of("KeepsTheLock", "StacksWait")) {
          Files.writeString(to.resolve(mended + ".java"), source.replace("MyUnmap", mended));
        }
      } else if (letter != 'B' || rung != 9 || name.startsWith("StacksWait")) {
        Files.writeString(to.resolve(name), changed(rung, letter, source));
      }
    }
  }

  private static String changed(int rung, char letter, String source) {
    return switch (letter) {
      case 'M' -> MISTAKES.get(rung).get(0).of(source);
      case 'N' -> MISTAKES.get(rung).get(1).of(source);
      case 'C' -> source.replaceFirst("int error =", "int error");
      default -> source;
    };
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** For the one answer of its own that there is, everybody has a place of their own. */
  private String schedule(char letter, int student) throws IOException {
    Path rung = rungs.get(6);
    String solution = Files.readString(rung.resolve("solution/answer.sched"));
    int page = 512 * (student + 2);
    String own =
        solution
            .replace("d03-stack", "mine")
            .replace(" | gate=yes", "")
            .replace("512,", page + ",")
            .replace("511,", (page - 1) + ",");
    return switch (letter) {
      case 'K' -> Files.readString(rung.resolve("answer.sched"));
      case 'B' -> AttackClassTest.HARMLESS;
      case 'M' -> own.replace("T1 runs 15 steps", "T1 runs 14 steps");
      case 'N' -> solution;
      case 'C' -> own.replace("T2 runs 20", "T2 walks 20");
      default -> own;
    };
  }

  /** The points that a letter comes to in a column. */
  public static String points(String column, char letter) {
    int at = "SBKMN".indexOf(letter);
    return at < 0 ? "0" : POINTS.get(column).get(at);
  }

  /** What a letter comes to in a rung, whose columns may be two. */
  static BigDecimal ofRung(String rung, char letter) {
    return POINTS.keySet().stream()
        .filter(column -> folder(column).endsWith(rung))
        .map(column -> new BigDecimal(points(column, letter)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The letter of a student in a column. */
  public static char letter(int student, String column) {
    return PLANS.get(student).charAt(column.charAt("rung-".length()) - '1');
  }

  /** The folder in {@code examples} of a column. */
  public static Path folder(String column) {
    return EXAMPLES.resolve(column.replaceFirst("^(rung-8-mend)-.*", "$1"));
  }

  /** The names of the columns: the folders that the course's archetype makes. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (Path rung : rungs) {
      String name = rung.getFileName().toString();
      if (name.equals("rung-8-mend")) {
        columns.addAll(List.of(name + "-KeepsTheLock", name + "-StacksWait"));
      } else {
        columns.add(name);
      }
    }
    return columns;
  }

  /**
   * Writes the class, by its one argument.
   *
   * @throws IOException if it cannot be written
   */
  public static void main(String[] handedIn) throws IOException {
    new CourseClass().write(Path.of(handedIn[0]));
  }
}
