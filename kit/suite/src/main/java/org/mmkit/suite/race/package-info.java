/** The stage {@code race}: small concurrent programs under random schedules. */
package org.mmkit.suite.race;
