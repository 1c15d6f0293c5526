// SPDX-License-Identifier: Apache-2.0
/** Version 2 and its simple variant: zap with mmap_sem held for reading, then unmap. */
@NullMarked
package org.mmkit.unmap.twophase;

import org.jspecify.annotations.NullMarked;
