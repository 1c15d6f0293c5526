// SPDX-License-Identifier: Apache-2.0
/** What was merged: Linux 4.20 to 5.8. */
@NullMarked
package org.mmkit.unmap.merged;

import org.jspecify.annotations.NullMarked;
