// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.record.Verdict;

/** A project may lie in a folder of any name. */
@Timeout(60)
class OddPlacesTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        "@file",
        "-Dx=y",
        "#",
        "a'b",
        "a\"b",
        "a\\b",
        "\\",
        "a,b",
        "a;b",
        "$HOME",
        "%",
        "*",
        "~",
        "a=b",
        "(x)",
        "\u00fcml\u00e4ut \u6f22\u5b57",
        "tab\there",
        "line\nfeed"
      })
  void isJudgedThere(String name) {
    StudentProject project = new StudentProject(root.resolve(name));
    project.strategy("return 0;");
    assertThat(project.verifyOne().verdict()).as(name).isEqualTo(Verdict.PASS);
  }

  @Test
  void aSeparatorOfPathsIsNamed() {
    StudentProject project = new StudentProject(root.resolve("a" + File.pathSeparator + "b"));
    project.strategy("return 0;");
    assertThatThrownBy(project::verify)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no class path of Java can hold that");
  }
}
