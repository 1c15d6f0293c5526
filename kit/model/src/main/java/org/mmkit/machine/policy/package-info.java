// SPDX-License-Identifier: Apache-2.0
/**
 * The policies that pick the next task at each visible step, and the replay of a schedule. Uses the
 * machine.
 */
@NullMarked
package org.mmkit.machine.policy;

import org.jspecify.annotations.NullMarked;
