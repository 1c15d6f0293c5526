// SPDX-License-Identifier: Apache-2.0
/** Strategies that are wrong in one way each, by their ids in the bug corpus. */
@NullMarked
package org.mmkit.unmap.museum;

import org.jspecify.annotations.NullMarked;
