/**
 * What a run found: one model in immutable records, its JSON form, and nothing that depends on the
 * JVM, the clock or the place that it ran in.
 */
@NullMarked
package org.mmkit.suite.record;

import org.jspecify.annotations.NullMarked;
