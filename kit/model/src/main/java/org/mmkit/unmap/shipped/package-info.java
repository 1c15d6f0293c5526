// SPDX-License-Identifier: Apache-2.0
/** The catalogue of the strategies that come with mmkit. */
@NullMarked
package org.mmkit.unmap.shipped;

import org.jspecify.annotations.NullMarked;
