// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCodecTest {
  enum Colour {
    RED,
    DARK_BLUE
  }

  record Inner(int number, @JsonField(name = "class", lowerCase = true) Colour colour) {
    Inner {
      if (number < 0) {
        throw new IllegalArgumentException("less than none");
      }
    }
  }

  record Outer(
      String text,
      long fromNs,
      boolean flag,
      Optional<Inner> one,
      OptionalInt count,
      List<Inner> many,
      Set<Colour> colours,
      SortedSet<String> names,
      Map<String, Inner> byName,
      SortedMap<String, Long> measures) {

    Outer {
      Objects.requireNonNull(text);
    }
  }

  sealed interface Shape {}

  record Circle(int radius) implements Shape {}

  record Square(int side) implements Shape {}

  record Drawing(List<Shape> shapes) {}

  record Nest(Optional<Nest> inner) {}

  private static final String MINIMUM =
      "{'text':'t','from_ns':1,'flag':true,'many':[],'colours':[],'names':[],'by_name':{},"
          + "'measures':{}}";

  @Test
  void aRecordComesBackAsItWas() {
    Outer full =
        new Outer(
            "a \"b\"",
            1L << 40,
            true,
            Optional.of(new Inner(1, Colour.DARK_BLUE)),
            OptionalInt.of(7),
            List.of(new Inner(2, Colour.RED)),
            Set.of(Colour.DARK_BLUE),
            new TreeSet<>(Set.of("x", "y")),
            Map.of("a", new Inner(3, Colour.RED)),
            new TreeMap<>(Map.of("total_ns", 5L)));
    assertThat(RecordCodec.read(RecordCodec.write(full), Outer.class)).isEqualTo(full);
  }

  @Test
  void namesAreInSnakeCaseUnlessTheComponentSaysOtherwise() {
    assertThat(RecordCodec.write(new Inner(1, Colour.DARK_BLUE)))
        .isEqualTo("{\"number\":1,\"class\":\"dark_blue\"}");
    assertThat(RecordCodec.write(read(MINIMUM))).isEqualTo(MINIMUM.replace('\'', '"'));
  }

  @Test
  void aRecordOfASealedInterfaceSaysWhichItIs() {
    Drawing drawing = new Drawing(List.of(new Circle(1), new Square(2)));
    String text = RecordCodec.write(drawing);
    assertThat(text).contains("{\"kind\":\"Circle\",\"radius\":1}");
    assertThat(RecordCodec.read(text, Drawing.class)).isEqualTo(drawing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'text':'t'        | 'text':7                                | JSON: text: no string",
        "'text':'t',       |                                         | JSON: text: missing",
        "'from_ns':1       | 'from_ns':'1'                           | JSON: from_ns: no whole"
            + " number",
        "'flag':true       | 'flag':0                                | JSON: flag: no truth value",
        "'many':[]         | 'many':{}                               | JSON: many: no list",
        "'many':[]         | 'many':[{'number':1,'class':'red'},7]   | JSON: many[1]: no object",
        "'many':[]         | 'many':[{'number':1,'class':'pink'}]    | JSON: many[0].class: no such"
            + " Colour: pink",
        "'many':[]         | 'many':[{'number':-1,'class':'red'}]    | JSON: many[0]: no Inner:"
            + " less than none",
        "'many':[]         | 'many':[{'number':9999999999}]          | JSON: many[0].number: too"
            + " large: 9999999999",
        "'names':[]        | 'names':[null]                          | JSON: names[0]: missing",
        "'measures':{}     | 'measures':{'a':{}}                     | JSON: measures.a: no whole"
            + " number",
        "'by_name':{}      | 'by_name':{'a':{}}                      | JSON: by_name.a.number:"
            + " missing",
      })
  void whatIsWrongIsNamedWithItsField(String field, String instead, String message) {
    String text = MINIMUM.replace(field, instead == null ? "" : instead);
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonException.class).hasMessage(message);
  }

  record Frame(@JsonField(inline = true) Inner inner, String name) {
    @JsonDerived
    public int doubled() {
      return 2 * inner.number;
    }
  }

  @Test
  void anInlineRecordAndWhatIsDerivedStandAmongTheOthers() {
    Frame frame = new Frame(new Inner(1, Colour.RED), "f");
    String text = RecordCodec.write(frame);
    assertThat(text).isEqualTo("{\"number\":1,\"class\":\"red\",\"name\":\"f\",\"doubled\":2}");
    assertThat(RecordCodec.read(text, Frame.class)).isEqualTo(frame);
    assertThatThrownBy(() -> RecordCodec.read("{\"class\":\"red\"}", Frame.class))
        .hasMessage("JSON: number: missing");
  }

  @Test
  void aFileOfAnotherVersionIsRefused() {
    String text = RecordCodec.document(3, new Circle(7));
    assertThat(text)
        .isEqualTo("{\n  \"schema\": 3,\n  \"kind\": \"Circle\",\n  \"radius\": 7\n}\n");
    assertThat(RecordCodec.readDocument(text, 3, Circle.class)).isEqualTo(new Circle(7));
    assertThatThrownBy(() -> RecordCodec.readDocument(text, 4, Circle.class))
        .hasMessage("JSON: schema 3, but this mmkit reads 4");
  }

  @Test
  void anUnknownKindIsNamed() {
    String text = "{\"shapes\":[{\"kind\":\"Cube\"}]}";
    assertThatThrownBy(() -> RecordCodec.read(text, Drawing.class))
        .hasMessage("JSON: shapes[0]: no such Shape: Cube");
  }

  @Test
  void aFieldThatTheReaderDoesNotKnowIsIgnored() {
    assertThat(RecordCodec.read("{\"radius\":1,\"colour\":\"red\"}", Circle.class))
        .isEqualTo(new Circle(1));
  }

  @Test
  void nothingIsNestedWithoutAnEnd() {
    Nest nest = new Nest(Optional.empty());
    for (int i = 0; i < 100; i++) {
      nest = new Nest(Optional.of(nest));
    }
    Nest deep = nest;
    assertThatThrownBy(() -> RecordCodec.write(deep)).hasMessage("nested deeper than 64");
    Object tree = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      tree = new TreeMap<>(Map.of("inner", tree));
    }
    Object deepTree = tree;
    assertThatThrownBy(() -> RecordCodec.read(deepTree, Nest.class))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("JSON: inner.inner.")
        .hasMessageEndingWith("nested deeper than 64");
  }

  private static Outer read(String text) {
    return RecordCodec.read(text.replace('\'', '"'), Outer.class);
  }
}
