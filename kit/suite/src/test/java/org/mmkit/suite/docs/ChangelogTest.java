// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.HistoricSteps;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaSteps;

/** The tables by which strategies are ported lead to names that there are. */
class ChangelogTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/changelog.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| (?:`([^`]+)`|\\(remove it\\)) \\|");

  /** Calls in a row, such as {@code .vmas().next(}. */
  private static final Pattern CALLS = Pattern.compile("\\.?(\\w+)\\(");

  private static final Pattern TYPE = Pattern.compile("\\b[A-Z]\\w+");

  private static final List<Class<?>> SURFACE =
      List.of(
          UnmapContext.class,
          VmaSteps.class,
          HistoricSteps.class,
          MmuGather.class,
          MtDetach.class,
          CompanionPaths.class,
          UnmapStrategy.class,
          Errno.class);

  private record Row(String old, String replacement) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> new Row(row.group(1), Optional.ofNullable(row.group(2)).orElse("")))
        .toList();
  }

  private static Optional<Method> method(Class<?> type, String name) {
    return Arrays.stream(type.getMethods()).filter(m -> m.getName().equals(name)).findFirst();
  }

  @Test
  void everyNewTextIsMadeOfNamesThatThereAre() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(25);
    for (Row row : rows()) {
      Matcher types = TYPE.matcher(row.replacement().replaceAll("Errno\\.E$", "Errno"));
      while (types.find()) {
        String type = types.group();
        assertThat(SURFACE).as(row.old()).extracting(Class::getSimpleName).contains(type);
      }
      Matcher calls = CALLS.matcher(row.replacement());
      List<Class<?>> receivers = SURFACE;
      while (calls.find()) {
        String name = calls.group(1);
        List<Method> found =
            receivers.stream().flatMap(type -> method(type, name).stream()).toList();
        assertThat(found).as(row.replacement()).isNotEmpty();
        receivers = List.<Class<?>>copyOf(found.stream().map(Method::getReturnType).toList());
      }
    }
  }

  @Test
  void noOldCallIsLeft() throws IOException {
    Pattern old = Pattern.compile("\\.(\\w+)\\(");
    for (Row row : rows()) {
      Matcher call = old.matcher(row.old());
      if (call.matches()) {
        assertThat(method(UnmapContext.class, call.group(1))).as(row.old()).isEmpty();
      }
    }
  }
}
