// SPDX-License-Identifier: Apache-2.0
/**
 * What happened while a load was measured, in the formats that kernel engineers know: {@code
 * /proc/lock_stat}, function_graph, and the Trace Event Format.
 */
@NullMarked
package org.mmkit.suite.trace;

import org.jspecify.annotations.NullMarked;
