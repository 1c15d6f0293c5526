/**
 * Conformance cases as tests of the JUnit Platform: {@code @Conformance(MyUnmap.class) class
 * MyUnmapTest {}}.
 */
package org.mmkit.junit;
