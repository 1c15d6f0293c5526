/** Writes what a run found: for programs, for people, and for the person at the terminal. */
package org.mmkit.plugin.report;
