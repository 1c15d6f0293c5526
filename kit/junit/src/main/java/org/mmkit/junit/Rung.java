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
 * Runs the cases of one assignment, from several stages:
 *
 * <pre>{@code
 * @Rung(value = MyUnmap.class, cases = "conformance/MUN-*,race/overlap,explore/d01-*")
 * class MyUnmapTest {}
 * }</pre>
 *
 * <p>The patterns may be those of {@code mmkit.case} in the assignment's POM.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Testable
public @interface Rung {

  /** The strategy: public, with a public constructor without parameters. */
  Class<? extends UnmapStrategy> value();

  /** Which cases: patterns over {@code stage/id}, with commas between them. */
  String cases();

  /**
   * How many schedules of each program of race, and at random of each scenario; the configuration
   * parameter {@code mmkit.budget} wins.
   */
  int schedules() default 500;
}
