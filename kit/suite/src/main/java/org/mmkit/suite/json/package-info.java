// SPDX-License-Identifier: Apache-2.0
/**
 * JSON text, written and read without third-party code: integers only, the same bytes each time.
 */
@NullMarked
package org.mmkit.suite.json;

import org.jspecify.annotations.NullMarked;
