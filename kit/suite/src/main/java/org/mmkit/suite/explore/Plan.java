// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.function.LongFunction;

/**
 * How a stage searches each of its programs.
 *
 * @param stage its name
 * @param limits how far
 * @param policy makes the random schedules from the seed
 * @param prints whether the user sees what the strategy prints in the first run of each case
 */
record Plan(String stage, Exploration.Limits limits, LongFunction<Policy> policy, boolean prints) {}
