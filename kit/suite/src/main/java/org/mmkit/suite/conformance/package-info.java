/** The stage {@code conformance}: cases whose results a real kernel gave. */
@NullMarked
package org.mmkit.suite.conformance;

import org.jspecify.annotations.NullMarked;
