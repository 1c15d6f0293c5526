// SPDX-License-Identifier: Apache-2.0
/** Version 1 of the patches of 2018: section by section, mmap_sem dropped in between. */
@NullMarked
package org.mmkit.unmap.sections;

import org.jspecify.annotations.NullMarked;
