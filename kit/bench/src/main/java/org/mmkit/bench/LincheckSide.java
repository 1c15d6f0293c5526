// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * The race in plain Java, by Lincheck's model checking of data structures. Its other entry point
 * for Java, {@code runConcurrentTest}, is not used: it passes broken programs without a word.
 */
final class LincheckSide {
  private static final int PAGE = 1;
  private static final int VALUE = 'x';

  private LincheckSide() {}

  /** Runs up to so many invocations, until one fails. */
  static Measured run(Class<? extends PlainSpace> subject, int invocations) {
    ModelCheckingOptions options =
        new ModelCheckingOptions()
            .iterations(0)
            .invocationsPerIteration(invocations)
            .minimizeFailedScenario(false)
            .verifier(CountingVerifier.class)
            .addCustomScenario(scenario());
    CountingVerifier.take();
    Measured.Watch watch = new Measured.Watch();
    String found = "";
    try {
      options.check(subject);
    } catch (LincheckAssertionError failure) {
      found = firstLine(failure);
    }
    return watch.stop(CountingVerifier.take() + (found.isEmpty() ? 0 : 1), found);
  }

  private static String firstLine(LincheckAssertionError failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse("?");
  }

  /** T1 unmaps; T2 stores to the last page of R, and loads it again. */
  private static ExecutionScenario scenario() {
    return new ExecutionScenario(
        List.of(),
        List.of(
            List.of(actor("munmap")), List.of(actor("store", PAGE, VALUE), actor("load", PAGE))),
        List.of(),
        actor("check"));
  }

  private static Actor actor(String name, Object... arguments) {
    Method method =
        Arrays.stream(PlainSpace.class.getMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return new Actor(method, List.of(arguments));
  }
}
