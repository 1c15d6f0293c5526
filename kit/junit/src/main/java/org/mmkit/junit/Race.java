// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Runs the concurrent programs of stage race under random schedules, each program as a test:
 *
 * <pre>{@code
 * @Race(MyUnmap.class)
 * class MyUnmapRaceTest {}
 * }</pre>
 *
 * <p>A failure shows the run as a diagram, and its stack has the line of the strategy.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Testable
public @interface Race {

  /** The strategy: public, with a public constructor without parameters. */
  Class<? extends UnmapStrategy> value();

  /** Which programs: patterns over their ids, with commas between them. */
  String cases() default "*";

  /** How many schedules of each; the configuration parameter {@code mmkit.budget} wins. */
  int schedules() default 1_000;
}
