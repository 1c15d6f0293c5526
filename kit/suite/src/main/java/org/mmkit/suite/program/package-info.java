/**
 * Programs: the case language as an immutable tree, its parser and its formatter. Knows no target:
 * what a call does is the business of the target that runs it.
 */
@NullMarked
package org.mmkit.suite.program;

import org.jspecify.annotations.NullMarked;
