/** What outcomes are judged against, beside the invariants that the model checks itself. */
@NullMarked
package org.mmkit.suite.check;

import org.jspecify.annotations.NullMarked;
