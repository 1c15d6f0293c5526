// SPDX-License-Identifier: Apache-2.0
/** Goal truth: model, sequential specification and running kernel on the same programs. */
@NullMarked
package org.mmkit.suite.truth;

import org.jspecify.annotations.NullMarked;
