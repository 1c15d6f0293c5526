// SPDX-License-Identifier: Apache-2.0
/** Runs a program on a system that was set up for it, and says what broke. */
@NullMarked
package org.mmkit.suite.run;

import org.jspecify.annotations.NullMarked;
