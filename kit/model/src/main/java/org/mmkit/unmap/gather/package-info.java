// SPDX-License-Identifier: Apache-2.0
/** The way of Linux 6.12: gather, then complete. */
@NullMarked
package org.mmkit.unmap.gather;

import org.jspecify.annotations.NullMarked;
