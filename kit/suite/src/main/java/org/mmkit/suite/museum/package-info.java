// SPDX-License-Identifier: Apache-2.0
/**
 * The table of the bugs of munmap's history: which bug shows which rule, in which case, with which
 * strategy.
 */
@NullMarked
package org.mmkit.suite.museum;

import org.jspecify.annotations.NullMarked;
