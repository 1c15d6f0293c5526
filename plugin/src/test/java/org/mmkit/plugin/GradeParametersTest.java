// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a student's verify judges, the grade judges too: no parameter of an assignment is lost. */
class GradeParametersTest {
  private static final Pattern PROPERTY = Pattern.compile("property = \"(mmkit\\.[A-Za-z]+)\"");

  /** These say how a single run is told, or which, and give no other verdict. */
  private static final Set<String> OF_ONE_RUN =
      Set.of("mmkit.target", "mmkit.expectKnown", "mmkit.failFast", "mmkit.daysLate");

  private static Set<String> own(String mojo) throws IOException {
    Set<String> names = new TreeSet<>();
    String source = Files.readString(Path.of("src/main/java/org/mmkit/plugin", mojo + ".java"));
    PROPERTY.matcher(source).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  @Test
  void gradeTakesWhatDecidesAVerdict() throws IOException {
    Set<String> verify = own("VerifyingMojo");
    assertThat(verify)
        .contains("mmkit.suite", "mmkit.limits", "mmkit.stages")
        .containsAll(OF_ONE_RUN);
    verify.removeAll(OF_ONE_RUN);
    assertThat(own("GradeMojo")).containsAll(verify);
  }
}
