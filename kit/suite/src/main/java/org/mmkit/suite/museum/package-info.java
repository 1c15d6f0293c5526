// SPDX-License-Identifier: Apache-2.0
/** The table of the bugs of the history of munmap: which shows what, where, and with whom. */
@NullMarked
package org.mmkit.suite.museum;

import org.jspecify.annotations.NullMarked;
