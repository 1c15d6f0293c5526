/**
 * A deterministic multi-core machine: tasks, locks, virtual time, schedules. Knows no memory
 * management.
 *
 * <p>A {@link org.mmkit.machine.Machine} runs one {@link org.mmkit.machine.Task} at a time on a
 * fiber of its own. At each visible step the running task asks the {@link
 * org.mmkit.machine.Scheduler} in place who goes on; what it answers is kept in the {@link
 * org.mmkit.machine.Schedule}, which together with the program determines the run. The same program
 * is explored ({@link org.mmkit.machine.policy.RandomWalk}), measured ({@link
 * org.mmkit.machine.policy.VirtualTime}) and repeated ({@link org.mmkit.machine.policy.Replay}) by
 * exchanging the scheduler alone.
 *
 * <p>Everything here is plain, unsynchronised Java, because only one task runs at a time. Machines
 * share nothing, so that several may run in parallel, each in a thread of its own.
 */
package org.mmkit.machine;
