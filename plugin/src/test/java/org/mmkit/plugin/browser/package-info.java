// SPDX-License-Identifier: Apache-2.0
/** Pages in a real browser. */
@NullMarked
package org.mmkit.plugin.browser;

import org.jspecify.annotations.NullMarked;
