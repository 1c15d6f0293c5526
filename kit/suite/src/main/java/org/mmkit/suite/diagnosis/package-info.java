// SPDX-License-Identifier: Apache-2.0
/**
 * What a strategy did wrong, as a step that is missing or misplaced: read off the order of its
 * steps, and proved by runs in which that one step is put right.
 */
@NullMarked
package org.mmkit.suite.diagnosis;

import org.jspecify.annotations.NullMarked;
