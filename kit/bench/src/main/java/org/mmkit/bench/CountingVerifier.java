// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/**
 * Lincheck's own verifier, and how many invocations came to it: that so many were asked for does
 * not say that they were run.
 */
public final class CountingVerifier implements Verifier {
  private static final AtomicLong INVOCATIONS = new AtomicLong();

  private final Verifier linearizability;

  /** Lincheck makes it with the class of the sequential specification. */
  public CountingVerifier(Class<?> specification) {
    linearizability = new LinearizabilityVerifier(specification);
  }

  /** Invocations since the last call. */
  static long take() {
    return INVOCATIONS.getAndSet(0);
  }

  @Override
  public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
    INVOCATIONS.incrementAndGet();
    return linearizability.verifyResults(scenario, results);
  }
}
