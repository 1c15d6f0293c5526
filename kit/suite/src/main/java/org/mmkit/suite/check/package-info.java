/** What outcomes are judged against, beside the invariants that the model checks itself. */
package org.mmkit.suite.check;
