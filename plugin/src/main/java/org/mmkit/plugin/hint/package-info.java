// SPDX-License-Identifier: Apache-2.0
/** Hints for what fails now, in order, and how many were given. */
@NullMarked
package org.mmkit.plugin.hint;

import org.jspecify.annotations.NullMarked;
