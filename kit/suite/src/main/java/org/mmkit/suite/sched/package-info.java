// SPDX-License-Identifier: Apache-2.0
/**
 * The text of a schedule: reads and writes {@code .sched} files, which hold a scenario and the
 * {@link org.mmkit.machine.turn.Turns} of one of its runs. Recording and following turns is done in
 * {@link org.mmkit.machine.turn}.
 */
@NullMarked
package org.mmkit.suite.sched;

import org.jspecify.annotations.NullMarked;
