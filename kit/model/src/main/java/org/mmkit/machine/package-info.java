/**
 * A deterministic multi-core machine: tasks, locks, virtual time, schedules. Knows no memory
 * management.
 */
package org.mmkit.machine;
