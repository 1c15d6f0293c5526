// SPDX-License-Identifier: Apache-2.0
/** Measures the kit side by side with Lincheck. */
@NullMarked
package org.mmkit.bench;

import org.jspecify.annotations.NullMarked;
