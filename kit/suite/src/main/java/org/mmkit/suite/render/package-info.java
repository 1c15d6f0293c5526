// SPDX-License-Identifier: Apache-2.0
/**
 * Shows how a rule was broken: who ran when, what the mappings were, and a report as the kernel's.
 */
@NullMarked
package org.mmkit.suite.render;

import org.jspecify.annotations.NullMarked;
