// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Subject;

/**
 * Mistakes that people wrote to try the judge, each with its case on the second line, and what is
 * right and was accused.
 */
class ByHandTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/mmkit/suite/mutants");

  private static List<Path> sources(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static Subject subject(Path source) throws IOException {
    String name = source.getFileName().toString().replace(".java", "");
    String type = source.getParent().getFileName() + "." + name;
    return Compiled.subject(type, Map.of(type, Files.readString(source))).orElseThrow();
  }

  @Test
  void mistakesAreConvicted() throws IOException {
    List<String> other = new ArrayList<>();
    for (Path source : sources("wrong")) {
      String says = Files.readAllLines(source).get(1);
      String name = says.substring("// ".length(), says.indexOf(':'));
      Trial.Result result = Trial.of(subject(source), new CaseGlob(name), Set.of(), () -> {});
      if (!result.convicted().equals(name)) {
        other.add(source.getFileName() + " passes " + name);
      }
    }
    assertThat(other).isEmpty();
  }

  @Test
  void whoIsRightInAnotherWayIsAcquitted() throws IOException {
    for (Path source : sources("right")) {
      String says = Files.readAllLines(source).get(1);
      CaseGlob cases = new CaseGlob(says.substring("// ".length(), says.indexOf(':')));
      assertThat(Trial.of(subject(source), cases, Set.of(), () -> {}).convicted())
          .as(source.toString())
          .isEmpty();
    }
  }
}
