// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void prettyTextIsIndentedByTwoAndEndsInALineFeed() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("a", 1);
    tree.put("b", List.of("x", true));
    tree.put("c", List.of());
    tree.put("d", null);
    assertThat(Json.pretty(tree))
        .isEqualTo(
            """
            {
              "a": 1,
              "b": [
                "x",
                true
              ],
              "c": [],
              "d": null
            }
            """);
  }

  @Test
  void fieldsKeepTheirOrder() {
    String text = "{\"z\":1,\"a\":2,\"m\":{\"y\":3,\"b\":4}}";
    assertThat(Json.compact(JsonReader.parse(text))).isEqualTo(text);
  }

  @Test
  void nothingInAStringCanEndAScriptElement() {
    assertThat(Json.compact("</script>")).doesNotContain("<");
  }

  @Test
  void anyStringComesBackAsItWas() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      String text = randomText(random);
      Object back = JsonReader.parse(Json.compact(Map.of("s", text)));
      assertThat(back).as("seed %d, text %d", seed, i).isEqualTo(Map.of("s", text));
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(20);
    for (int i = 0; i < length; i++) {
      text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(1 << 16)));
    }
    return text.toString();
  }

  @Test
  void aFractionHasNoForm() {
    assertThatThrownBy(() -> Json.compact(0.5)).hasMessage("no JSON for java.lang.Double");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,",
        "{\"a\"}",
        "{\"a\":1,}",
        "[1 2]",
        "nul",
        "1.5",
        "\"\\q\"",
        "\"abc",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "\"\\u12\"",
        "\"\\uxyzw\""
      })
  void whatIsNoJsonIsRefusedWithThePlace(String text) {
    assertThatThrownBy(() -> JsonReader.parse(text))
        .isInstanceOf(JsonException.class)
        .hasMessageMatching("JSON: .* at character \\d+");
  }

  @Test
  void endlessNestingIsRefused() {
    assertThatThrownBy(() -> JsonReader.parse("[".repeat(100_000)))
        .hasMessageContaining("nested deeper than 64");
  }
}
