// SPDX-License-Identifier: Apache-2.0
/** The way up to Linux 4.18: mmap_sem held for writing throughout. */
@NullMarked
package org.mmkit.unmap.exclusive;

import org.jspecify.annotations.NullMarked;
