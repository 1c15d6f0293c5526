// SPDX-License-Identifier: Apache-2.0
/** The catalogue of stages. */
@NullMarked
package org.mmkit.suite.catalogue;

import org.jspecify.annotations.NullMarked;
