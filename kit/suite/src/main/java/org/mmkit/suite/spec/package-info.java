/**
 * The executable sequential specification of the calls, and the check that concurrent results have
 * an explanation in it. Knows pages, not VMAs, and nothing of the model: it is the second witness.
 */
@NullMarked
package org.mmkit.suite.spec;

import org.jspecify.annotations.NullMarked;
