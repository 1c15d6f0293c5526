// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What LTP and the kernel's own tests test, and our cases that test the same: {@code ltp.txt}.
 *
 * @param folders in the order of the file
 */
record LtpTable(List<Folder> folders) {
  private static final String FILE = "ltp.txt";
  private static final String HEADING = "== ";

  /**
   * The tests of one folder.
   *
   * @param count how many there are, as the heading says
   */
  record Folder(String name, int count, List<Row> rows) {}

  /**
   * One test.
   *
   * @param line its line in the file
   * @param asks what it asks
   * @param cases ids of cases that ask the same
   * @param leftOut what they leave out and why; empty if nothing
   */
  record Row(int line, String test, String asks, List<String> cases, String leftOut) {
    boolean isCovered() {
      return !cases.isEmpty() && leftOut.isEmpty();
    }

    boolean isPartly() {
      return !cases.isEmpty() && !leftOut.isEmpty();
    }
  }

  static LtpTable read() throws IOException {
    List<Folder> folders = new ArrayList<>();
    int number = 0;
    for (String line : lines()) {
      number++;
      if (line.startsWith(HEADING)) {
        String[] cells = line.substring(HEADING.length()).split(" \\| ");
        folders.add(new Folder(cells[0], Integer.parseInt(cells[1]), new ArrayList<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        folders.get(folders.size() - 1).rows().add(row(number, line));
      }
    }
    return new LtpTable(folders);
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = Objects.requireNonNull(LtpTable.class.getResourceAsStream(FILE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Row row(int number, String line) {
    String[] cells = line.split(" \\| ");
    if (cells.length < 3 || cells.length > 4) {
      throw new IllegalStateException(
          FILE + ":" + number + ": a row is 'test | what it asks | cases | what is left out'");
    }
    List<String> cases = cells[2].equals("-") ? List.of() : List.of(cells[2].split(" "));
    return new Row(number, cells[0], cells[1], cases, cells.length > 3 ? cells[3] : "");
  }

  Stream<Row> rows() {
    return folders.stream().flatMap(folder -> folder.rows().stream());
  }
}
