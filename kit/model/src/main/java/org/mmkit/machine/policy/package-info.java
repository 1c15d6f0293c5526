// SPDX-License-Identifier: Apache-2.0
/**
 * Who goes on next: the policies that pick a task at each visible step, and the replay of a
 * schedule. Uses the machine.
 */
@NullMarked
package org.mmkit.machine.policy;

import org.jspecify.annotations.NullMarked;
