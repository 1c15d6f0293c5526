/**
 * Searches that run a program under one schedule after the other and know when they have seen all.
 *
 * <p>Each {@link org.mmkit.machine.search.Search} hands out schedulers, one for each run, and
 * learns from the run what to try next; nothing of a run is kept but what it left to try. {@link
 * org.mmkit.machine.search.BoundedSearch} tries all schedules with few preemptions, {@link
 * org.mmkit.machine.search.SourceDpor} one schedule of each trace, that is, of each way to order
 * the steps that conflict; {@link org.mmkit.machine.search.SleepSetSearch} does the same in a
 * simpler way, so that each checks the other.
 */
package org.mmkit.machine.search;
