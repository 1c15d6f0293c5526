// SPDX-License-Identifier: Apache-2.0
/**
 * How a kernel is configured: features, limits, architecture hooks, and the bugs that are switched
 * on.
 */
@NullMarked
package org.mmkit.mm.config;

import org.jspecify.annotations.NullMarked;
