/** The stage {@code conformance}: cases whose results a real kernel gave. */
package org.mmkit.suite.conformance;
