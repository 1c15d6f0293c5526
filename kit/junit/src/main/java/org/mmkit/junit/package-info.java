/**
 * Cases as tests of the JUnit Platform: {@code @Conformance(MyUnmap.class) class MyUnmapTest {}},
 * and in the same way {@code @Race}, {@code @Explore} and {@code @Rung}.
 */
@NullMarked
package org.mmkit.junit;

import org.jspecify.annotations.NullMarked;
