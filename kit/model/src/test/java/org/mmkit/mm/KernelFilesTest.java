// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelFilesTest {
  private static final Pattern ROW = Pattern.compile("<tr>(.*?)</tr>", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\{@link\\s+(?:\\*\\s+)?(\\w+)}");

  @ParameterizedTest
  @ValueSource(strings = {"", "syscall", "beside", "proc", "config", "uapi"})
  void everyClassStandsInOneRowOfThePackagesTable(String room) throws IOException {
    Path folder = sources().resolve(room);
    String page = Files.readString(folder.resolve("package-info.java"));
    List<String> named =
        ROW.matcher(page)
            .results()
            .flatMap(row -> LINK.matcher(row.group(1)).results())
            .map((MatchResult link) -> link.group(1))
            .toList();
    try (Stream<Path> files = Files.list(folder)) {
      List<String> classes =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .toList();
      assertThat(named).containsExactlyInAnyOrderElementsOf(classes);
    }
  }

  private static Path sources() {
    Path module = Path.of("src/main/java/org/mmkit/mm");
    return Files.isDirectory(module) ? module : Path.of("kit/model").resolve(module);
  }
}
