// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps the state of a run and puts it back, field by field. Uses the JDK alone: what the objects
 * mean, it does not know.
 */
@NullMarked
package org.mmkit.machine.keep;

import org.jspecify.annotations.NullMarked;
