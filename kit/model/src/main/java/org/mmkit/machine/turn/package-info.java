// SPDX-License-Identifier: Apache-2.0
/**
 * A schedule as people tell it: which task runs, for how long, and why it stops there.
 *
 * <p>{@link org.mmkit.machine.Schedule} holds the bare decisions of a run and means nothing for any
 * other program. {@link org.mmkit.machine.turn.Turns} still means something when the program has
 * changed a little. {@link org.mmkit.machine.turn.TurnRecorder} writes the turns of a run down,
 * {@link org.mmkit.machine.turn.TurnReplay} makes them again, {@link
 * org.mmkit.machine.search.Shrinker} makes them fewer, and a {@code .sched} file of the suite is
 * their text.
 */
@NullMarked
package org.mmkit.machine.turn;

import org.jspecify.annotations.NullMarked;
