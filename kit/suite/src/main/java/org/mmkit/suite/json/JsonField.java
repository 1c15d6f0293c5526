// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How {@link RecordCodec} writes a component, where its name and type do not say it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface JsonField {

  /** The name of the field; empty for the component's own. */
  String name() default "";

  /** Whether a constant of an enum is written in small letters. */
  boolean lowerCase() default false;

  /** Whether the fields of a record stand among those of the record that it is in. */
  boolean inline() default false;
}
