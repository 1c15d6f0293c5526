/**
 * The judged JVM: its main class, the frames in which it reports, and what stops a strategy that
 * hangs, exits or floods. The kit is on the module path here and the strategy on the class path, so
 * that it can neither replace a class of the kit nor reflect into one.
 */
@NullMarked
package org.mmkit.suite.child;

import org.jspecify.annotations.NullMarked;
