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
 * Searches the schedules of scenarios, each scenario as a test:
 *
 * <pre>{@code
 * @Explore(value = MyUnmap.class, cases = "d03-stack,a*")
 * class MyUnmapExploreTest {}
 * }</pre>
 *
 * <p>All schedules of up to two preemptions are run, and some at random. A failure shows the run as
 * a diagram, and its stack has the line of the strategy.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Testable
public @interface Explore {

  /** The strategy: public, with a public constructor without parameters. */
  Class<? extends UnmapStrategy> value();

  /** Which scenarios: patterns over their ids, with commas between them; else those of the gate. */
  String cases() default "*";

  /** How many schedules at random; the configuration parameter {@code mmkit.budget} wins. */
  int schedules() default 200;
}
