// SPDX-License-Identifier: Apache-2.0
/** Versions 3 and 4: VM_DEAD hides a range while it is zapped. */
@NullMarked
package org.mmkit.unmap.dead;

import org.jspecify.annotations.NullMarked;
