// SPDX-License-Identifier: Apache-2.0
/**
 * Shows how a rule was broken: the steps of each task, the mappings, and a report in the kernel's
 * form.
 */
@NullMarked
package org.mmkit.suite.render;

import org.jspecify.annotations.NullMarked;
