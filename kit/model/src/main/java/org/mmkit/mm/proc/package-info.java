// SPDX-License-Identifier: Apache-2.0
/**
 * What the kernel shows of a process: {@code /proc/pid/maps}, {@code smaps} and {@code mem}; and
 * the check of a whole system.
 */
@NullMarked
package org.mmkit.mm.proc;

import org.jspecify.annotations.NullMarked;
