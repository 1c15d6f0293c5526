// SPDX-License-Identifier: Apache-2.0
/** Binds the steps of a strategy to the model. Not for strategies. */
@NullMarked
package org.mmkit.unmap.kernel;

import org.jspecify.annotations.NullMarked;
