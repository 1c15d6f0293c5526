// SPDX-License-Identifier: Apache-2.0
/** The bugs of the history of munmap, each convicted by the scenario that shows it. */
@NullMarked
package org.mmkit.suite.museum;

import org.jspecify.annotations.NullMarked;
