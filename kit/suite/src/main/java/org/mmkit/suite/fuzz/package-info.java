// SPDX-License-Identifier: Apache-2.0
/**
 * Makes programs at random, runs them, and keeps those that led the model to something new: after
 * Trinity (which arguments) and syzkaller (a corpus, mutation, minimal programs).
 */
@NullMarked
package org.mmkit.suite.fuzz;

import org.jspecify.annotations.NullMarked;
