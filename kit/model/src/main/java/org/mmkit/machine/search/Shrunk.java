// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import org.mmkit.machine.Schedule;
import org.mmkit.machine.turn.Turns;

/**
 * The shortest schedule found that still shows what was looked for.
 *
 * @param schedule its decisions, which {@link org.mmkit.machine.policy.Replay} makes again
 * @param turns the same as people tell it; of a machine that records no steps, without names of
 *     locks
 * @param preemptions tasks that are interrupted although they could go on
 * @param deviations choices that leave the ordinary course
 * @param steps visible steps before it is found
 * @param fewest whether all schedules with fewer preemptions were tried in vain
 * @param shortest whether all schedules with as many preemptions were tried, so that none has fewer
 *     steps
 * @param runs runs made to find it
 */
public record Shrunk(
    Schedule schedule,
    Turns turns,
    int preemptions,
    int deviations,
    long steps,
    boolean fewest,
    boolean shortest,
    int runs) {}
