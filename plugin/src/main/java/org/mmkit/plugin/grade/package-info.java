// SPDX-License-Identifier: Apache-2.0
/**
 * Points: a rubric, the score that it gives a run, and the forms in which graders read scores. A
 * score is a function of the rubric, the record of the run and the days that it is late, and of
 * nothing else.
 */
@NullMarked
package org.mmkit.plugin.grade;

import org.jspecify.annotations.NullMarked;
