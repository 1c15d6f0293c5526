// SPDX-License-Identifier: Apache-2.0
/**
 * What stage perf found, for people: scores by a rubric, gates, comparisons that heed the spread,
 * and charts. All of it is a function of the measures in {@code run.json}.
 */
@NullMarked
package org.mmkit.plugin.perf;

import org.jspecify.annotations.NullMarked;
