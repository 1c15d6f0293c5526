/** Writes what a run found: for programs, for people, and for the one who waits at the terminal. */
package org.mmkit.plugin.report;
