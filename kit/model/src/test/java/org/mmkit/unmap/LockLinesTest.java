// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Javadoc of each step says which lock it needs, and the model agrees. */
class LockLinesTest {
  private static final List<Class<?>> STEPS =
      List.of(
          UnmapContext.class,
          VmaSteps.class,
          HistoricSteps.class,
          MmuGather.class,
          UserfaultfdUnmap.class,
          MtDetach.class);

  /** Each word of the lines, weakest first; the first and the last exclude each other. */
  private static final List<String> WORDS = List.of("not held", "none", "R", "D or W", "W");

  private static final Pattern STEP =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:default |@Nullable )?\\w+ (\\w+)\\(([^)]*)\\)",
          Pattern.DOTALL);

  private static final Pattern LINE =
      Pattern.compile("<p>Lock: ([\\w ]+?)(?: \\(checked: ([\\w ]+)\\))?\\n");

  static Stream<String> steps() {
    return STEPS.stream().flatMap(LockLinesTest::methodsOf);
  }

  private static Stream<String> methodsOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(LockLinesTest::nameOf)
        .sorted();
  }

  private static String nameOf(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(
            Collectors.joining(
                ", ",
                method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(",
                ")"));
  }

  /** What the source says of each step: the lock, and what the model checks of it. */
  private static Map<String, List<String>> lines() {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Class<?> type : STEPS) {
      Matcher step = STEP.matcher(source(type));
      while (step.find()) {
        String parameters = step.group(3).replaceAll("(\\w+) \\w+", "$1").replaceAll("\\s+", " ");
        Matcher line = LINE.matcher(step.group(1));
        if (line.find()) {
          String checked = line.group(2) == null ? line.group(1) : line.group(2);
          lines.put(
              type.getSimpleName() + "." + step.group(2) + "(" + parameters + ")",
              List.of(line.group(1), checked));
        }
      }
    }
    return lines;
  }

  private static String source(Class<?> type) {
    try {
      return Files.readString(Path.of("src/main/java", type.getName().replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyStepHasALineAndIsCalled() {
    assertThat(lines().keySet()).containsExactlyInAnyOrderElementsOf(steps().toList());
    assertThat(StepLocks.steps()).containsExactlyInAnyOrderElementsOf(steps().toList());
  }

  @ParameterizedTest
  @MethodSource("steps")
  void theModelChecksWhatTheLineSays(String step) {
    List<String> line = lines().get(step);
    assertThat(StepLocks.needs(step)).as(step).isEqualTo(line.get(1));
    assertThat(WORDS.indexOf(line.get(0)))
        .as(step)
        .isGreaterThanOrEqualTo(WORDS.indexOf(line.get(1)));
  }
}
