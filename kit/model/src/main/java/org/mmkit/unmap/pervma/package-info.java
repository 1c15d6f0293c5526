// SPDX-License-Identifier: Apache-2.0
/** The way of Linux 6.4: per-VMA locks and a side tree. */
@NullMarked
package org.mmkit.unmap.pervma;

import org.jspecify.annotations.NullMarked;
