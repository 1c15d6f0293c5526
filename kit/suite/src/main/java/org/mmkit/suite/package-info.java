/**
 * What judges a strategy: stages, each of which runs its cases against the strategy and streams
 * what it finds.
 */
@NullMarked
package org.mmkit.suite;

import org.jspecify.annotations.NullMarked;
