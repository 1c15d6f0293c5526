// SPDX-License-Identifier: Apache-2.0
/**
 * Searches that run a program under one schedule after the other and know when they have seen all,
 * and the shrinker of what they find.
 *
 * <p>Each {@link org.mmkit.machine.search.Search} hands out schedulers, one for each run, and
 * learns from the run what to try next; nothing of a run is kept but what it left to try. {@link
 * org.mmkit.machine.search.BoundedSearch} tries all schedules with few preemptions, {@link
 * org.mmkit.machine.search.SourceDpor} one schedule of each trace, that is, of each way to order
 * the steps that conflict ({@link org.mmkit.machine.search.LockOrder} says when two tasks' steps at
 * a lock do). {@link org.mmkit.machine.search.Shrinker} makes a schedule that shows a bug shorter,
 * in the terms of {@link org.mmkit.machine.turn}.
 *
 * <p>The tests check the searches against a simpler one, and look for steps that conflict without
 * naming what they touch. Schedulers that draw at random live in {@link org.mmkit.machine.policy}.
 */
@NullMarked
package org.mmkit.machine.search;

import org.jspecify.annotations.NullMarked;
