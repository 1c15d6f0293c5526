// SPDX-License-Identifier: Apache-2.0
/** How a run stands to one of before: what is new, what is mended, what is better. */
@NullMarked
package org.mmkit.plugin.compare;

import org.jspecify.annotations.NullMarked;
