// SPDX-License-Identifier: Apache-2.0
/** What goals beside {@code verify} ask of the judged JVM. */
@NullMarked
package org.mmkit.suite.goal;

import org.jspecify.annotations.NullMarked;
