/**
 * Finds the student's strategy, starts the JVM in which it is judged, listens to it, and computes
 * the verdict from what it reported. Loads no class of the student.
 */
@NullMarked
package org.mmkit.plugin.run;

import org.jspecify.annotations.NullMarked;
