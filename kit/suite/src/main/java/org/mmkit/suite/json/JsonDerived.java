// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a record whose result {@link RecordCodec} writes beside the components, behind them
 * and in the order of the names; a reader computes it again.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface JsonDerived {}
