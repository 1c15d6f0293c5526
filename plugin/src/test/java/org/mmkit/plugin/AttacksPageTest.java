// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of attacks names tests that there are, and all tests of what is hostile. */
class AttacksPageTest {
  private static final Path PAGE = Path.of("../site/src/site/markdown/attacks.md");
  private static final Path TESTS = Path.of("src/test/java/org/mmkit/plugin");
  private static final Pattern ROW =
      Pattern.compile("\\| [^|]+ \\| `([A-Z]\\w+Test)#(\\w+)` \\|", Pattern.MULTILINE);
  private static final Pattern TEST =
      Pattern.compile("@(?:Parameterized)?Test\\b.*?void (\\w+)\\(", Pattern.DOTALL);

  /** Each test of these is an attack. */
  private static final List<String> WHOLE =
      List.of(
          "FakeJdkTest",
          "HostileStrategyTest",
          "HostileThrowsTest",
          "KilledMavenTest",
          "LyingTextTest",
          "OddPlacesTest",
          "StubbornResultsTest");

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(PAGE)).results().toList();
  }

  private static Set<String> testsOf(String name) throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      Path file = files.filter(f -> f.endsWith(name + ".java")).findFirst().orElseThrow();
      Set<String> tests = new TreeSet<>();
      TEST.matcher(Files.readString(file)).results().forEach(test -> tests.add(test.group(1)));
      return tests;
    }
  }

  @Test
  void namesTestsThatThereAre() throws IOException {
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(60);
    for (MatchResult row : rows()) {
      assertThat(testsOf(row.group(1))).as(row.group(1)).contains(row.group(2));
    }
    assertThat(rows().stream().map(row -> row.group(1) + row.group(2))).doesNotHaveDuplicates();
  }

  @Test
  void namesEachTestOfWhatIsHostile() throws IOException {
    for (String name : WHOLE) {
      Set<String> named = new TreeSet<>();
      rows().stream()
          .filter(row -> row.group(1).equals(name))
          .forEach(row -> named.add(row.group(2)));
      assertThat(named).as(name).isEqualTo(testsOf(name));
    }
  }
}
