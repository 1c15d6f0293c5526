/** Writes what a run found: for programs, for people, and for the person at the terminal. */
@NullMarked
package org.mmkit.plugin.report;

import org.jspecify.annotations.NullMarked;
