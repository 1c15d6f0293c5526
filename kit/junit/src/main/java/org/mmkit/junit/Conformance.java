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
 * Runs the conformance cases against a strategy, each as a test of its own:
 *
 * <pre>{@code
 * @Conformance(MyUnmap.class)
 * class MyUnmapTest {}
 * }</pre>
 *
 * <p>The configuration parameters {@code mmkit.case} (patterns over {@code conformance/id}), {@code
 * mmkit.seed} and {@code mmkit.fiber} are those of the goal {@code mmkit:verify}. Each case carries
 * its tier and its family as tags, such as {@code P1} and {@code MUN}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Testable
public @interface Conformance {

  /** The strategy: public, with a public constructor without parameters. */
  Class<? extends UnmapStrategy> value();

  /** Which cases: patterns over their ids, with commas between them. */
  String cases() default "*";
}
