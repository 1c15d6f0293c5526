/**
 * Conformance cases as tests of the JUnit Platform: {@code @Conformance(MyUnmap.class) class
 * MyUnmapTest {}}.
 */
@NullMarked
package org.mmkit.junit;

import org.jspecify.annotations.NullMarked;
