// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads the numbers that a user gives. */
class WholeTest {

  /** Maven refuses a wrong word for a number before the goal can remove the old results. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        VerifyMojo.class,
        VerifyNoForkMojo.class,
        ExploreMojo.class,
        FuzzMojo.class,
        PerfMojo.class,
        ReplayMojo.class,
        DistinguishMojo.class,
        QuizMojo.class,
        AttackMojo.class,
        AgainMojo.class,
        TruthMojo.class,
        HostMojo.class,
        CalibrateMojo.class
      })
  void noParameterOfAGoalThatJudgesIsTakenAsANumberByMaven(Class<?> goal) {
    for (Class<?> type = goal; type != Object.class; type = type.getSuperclass()) {
      assertThat(type.getDeclaredFields())
          .filteredOn(field -> !Modifier.isStatic(field.getModifiers()))
          .filteredOn(field -> !field.getDeclaringClass().getName().startsWith("org.apache"))
          .extracting(Field::getType)
          .doesNotContain(int.class, long.class, double.class, Integer.class, Long.class);
    }
  }
}
