// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows that are handed out are such as the schema of GitHub Actions allows. */
class WorkflowsTest {
  private static final Path EXAMPLES = Path.of("../examples");

  private static JsonSchema schema() throws IOException {
    try (InputStream schema =
        WorkflowsTest.class.getResourceAsStream("workflow/github-workflow.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }
  }

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      List<Path> workflows =
          files
              .filter(file -> file.toString().endsWith(".yml"))
              .filter(file -> !file.toString().contains("/target/"))
              .sorted()
              .toList();
      assertThat(workflows).hasSizeGreaterThanOrEqualTo(4);
      return workflows;
    }
  }

  /** Words such as @rungNames@ are filled in by the archetypes. */
  private static String filled(Path workflow) throws IOException {
    return Files.readString(workflow).replaceAll("@[A-Za-z]+@", "one");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void eachFitsTheSchema(Path workflow) throws IOException {
    assertThat(schema().validate(filled(workflow), InputFormat.YAML)).isEmpty();
  }

  @Test
  void whatIsWrongIsSeen() throws IOException {
    String right = filled(workflows().get(0));
    for (List<String> edit :
        List.of(
            List.of("runs-on:", "run-on:"),
            List.of("steps:", "step:"),
            List.of("      - uses: ", "      - use: "),
            List.of("contents: read", "contents: all"))) {
      String wrong = right.replace(edit.get(0), edit.get(1));
      assertThat(wrong).isNotEqualTo(right);
      assertThat(schema().validate(wrong, InputFormat.YAML)).as(edit.get(1)).isNotEmpty();
    }
  }

  @Test
  void aMatrixThatIsWrongIsSeen() throws IOException {
    Path campaign = EXAMPLES.resolve("campaign/github/campaign.yml");
    assertThat(workflows()).contains(campaign);
    String right = filled(campaign);
    for (List<String> edit :
        List.of(
            List.of("    strategy:", "    stratgy:"),
            List.of("fail-fast:", "failfast:"),
            List.of("      matrix:", "      matrx:"),
            List.of("timeout-minutes: 350", "timeout-minutes: [350]"),
            List.of("needs: shard", "need: shard"),
            List.of("workflow_dispatch:", "workflow_dispach:"),
            List.of("required: true", "requred: true"),
            List.of("      - run: mvn", "      - runs: mvn"),
            List.of("        with:", "        wth:"),
            List.of("        if: always()", "        iff: always()"))) {
      String wrong = right.replace(edit.get(0), edit.get(1));
      assertThat(wrong).as(edit.get(0)).isNotEqualTo(right);
      assertThat(schema().validate(wrong, InputFormat.YAML)).as(edit.get(1)).isNotEmpty();
    }
  }
}
