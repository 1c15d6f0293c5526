// SPDX-License-Identifier: Apache-2.0
/**
 * Exercises about schedules: a schedule that somebody hands in against a strategy is judged, and
 * compared with those of others.
 */
@NullMarked
package org.mmkit.suite.exercise;

import org.jspecify.annotations.NullMarked;
