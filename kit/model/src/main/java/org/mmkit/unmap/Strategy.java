// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a strategy and says what it claims. Optional for a student's class, whose id is then its
 * name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Strategy {

  /** The id: lower-case words joined by dashes, such as {@code detach-v7}. */
  String id();

  /** One line for tables and reports. */
  String title() default "";

  /** Where the design comes from: a patch posting, a commit, a paper. */
  String source() default "";

  /** The locking of the paths that run beside it. */
  Era era() default Era.MMAP_SEM;

  /** What it promises. */
  Claim[] claims() default {};
}
