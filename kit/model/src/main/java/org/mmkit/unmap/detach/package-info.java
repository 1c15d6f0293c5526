// SPDX-License-Identifier: Apache-2.0
/** Versions 5 to 7: detach the VMAs, downgrade the lock, zap. */
@NullMarked
package org.mmkit.unmap.detach;

import org.jspecify.annotations.NullMarked;
