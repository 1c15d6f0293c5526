// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test where continuations do not work, and says why they do not. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ContinuationsNeeded.Condition.class)
public @interface ContinuationsNeeded {

  /** Asks the self-test. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Continuations.OBSTACLE.isEmpty()
          ? ConditionEvaluationResult.enabled("the self-test passed")
          : ConditionEvaluationResult.disabled("needs continuations: " + Continuations.OBSTACLE);
    }
  }
}
