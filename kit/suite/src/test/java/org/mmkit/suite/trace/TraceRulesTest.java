// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden traces keep the documented rules of the Trace Event Format. */
class TraceRulesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/org/mmkit/suite/trace");
  private static final Pattern EVENT = Pattern.compile("[{]\"ph\":.*?(?=,[{]\"ph\":|]}$)");

  /** An event, by the text of its fields. */
  private record Event(String text) {
    String field(String name) {
      Matcher field = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(text);
      assertThat(field.find()).as("%s has %s", text, name).isTrue();
      return field.group(1);
    }

    BigDecimal us(String name) {
      String number = field(name);
      assertThat(number).matches("[0-9]+([.][0-9]{1,3})?");
      return new BigDecimal(number);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exclusive", "merged-5.8"})
  void slicesNestAndWhatBeginsEnds(String strategy) throws IOException {
    String file = Files.readString(GOLDEN.resolve(strategy + ".trace.json"));
    assertThat(file).startsWith("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[").endsWith("]}");
    Map<String, List<Event>> slices = new HashMap<>();
    Map<String, BigDecimal> open = new HashMap<>();
    Matcher events = EVENT.matcher(file);
    while (events.find()) {
      Event event = new Event(events.group());
      String track = event.field("pid") + "/" + event.field("tid");
      switch (event.field("ph")) {
        case "M" -> assertThat(event.text).contains("\"args\":{\"name\":\"");
        case "X" -> slices.computeIfAbsent(track, t -> new ArrayList<>()).add(event);
        case "b" -> assertThat(open.put(key(event), event.us("ts"))).isNull();
        case "e" -> {
          BigDecimal began = open.remove(key(event));
          assertThat(began).isNotNull().isLessThanOrEqualTo(event.us("ts"));
        }
        default -> throw new AssertionError("the phase of " + event);
      }
    }
    assertThat(open).isEmpty();
    assertThat(slices).isNotEmpty();
    slices.values().forEach(TraceRulesTest::requireNested);
  }

  private static String key(Event event) {
    return event.field("cat") + "/" + event.field("id") + "/" + event.field("name");
  }

  private static void requireNested(List<Event> slices) {
    slices.sort(
        Comparator.comparing((Event slice) -> slice.us("ts"))
            .thenComparing(slice -> slice.us("dur"), Comparator.reverseOrder()));
    Deque<BigDecimal> ends = new ArrayDeque<>();
    for (Event slice : slices) {
      BigDecimal from = slice.us("ts");
      BigDecimal to = from.add(slice.us("dur"));
      while (!ends.isEmpty() && ends.peek().compareTo(from) <= 0 && to.compareTo(ends.peek()) > 0) {
        ends.pop();
      }
      if (!ends.isEmpty()) {
        assertThat(to).as("the end of %s", slice).isLessThanOrEqualTo(ends.peek());
      }
      ends.push(to);
    }
  }
}
