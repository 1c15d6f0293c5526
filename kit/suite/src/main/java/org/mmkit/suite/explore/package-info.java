// SPDX-License-Identifier: Apache-2.0
/** Searches the schedules of small concurrent programs for broken rules. */
@NullMarked
package org.mmkit.suite.explore;

import org.jspecify.annotations.NullMarked;
