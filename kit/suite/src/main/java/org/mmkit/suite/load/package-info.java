// SPDX-License-Identifier: Apache-2.0
/**
 * Loads: what programs such as those of will-it-scale do for ever, as text, and how they run on the
 * machine in virtual time until their throughput can be told. {@code LoadParser} reads a file of
 * them, {@code LoadRun} carries one out, and a {@code Meter} counts and times.
 */
@NullMarked
package org.mmkit.suite.load;

import org.jspecify.annotations.NullMarked;
