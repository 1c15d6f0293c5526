// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void prettyTextIsIndentedByTwoAndEndsInALineFeed() {
    JsonObject tree =
        new JsonObject()
            .put("a", 1)
            .put("b", List.of("x", true))
            .put("c", List.of())
            .put("d", null);
    assertThat(Json.pretty(tree.fields()))
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
    assertThat(Json.compact(JsonObject.parse(text).fields())).isEqualTo(text);
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
      JsonObject back = JsonObject.parse(Json.compact(new JsonObject().put("s", text).fields()));
      assertThat(back.string("s")).as("seed %d, text %d", seed, i).isEqualTo(text);
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

  @Test
  void aFieldOfAnotherKindIsNamed() {
    JsonObject object = JsonObject.parse("{\"a\":\"x\"}");
    assertThatThrownBy(() -> object.number("a")).hasMessage("JSON: a is no Long");
    assertThatThrownBy(() -> object.string("b")).hasMessage("JSON: no field b");
    assertThatThrownBy(() -> object.requireSchema(1)).hasMessage("JSON: no field schema");
  }
}
