// SPDX-License-Identifier: Apache-2.0
/**
 * Fits a machine profile to measurements of a real machine: the same loads run on the model, and
 * figures are changed until the numbers agree as well as they can.
 */
@NullMarked
package org.mmkit.suite.calibrate;

import org.jspecify.annotations.NullMarked;
