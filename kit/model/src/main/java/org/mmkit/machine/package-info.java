// SPDX-License-Identifier: Apache-2.0
/**
 * A deterministic multi-core machine: tasks, locks, virtual time, schedules. Knows no memory
 * management; only {@link org.mmkit.machine.StepKind} and {@link org.mmkit.machine.ChoiceKind} name
 * the steps and choices of the layers above, as enums for the sake of speed.
 *
 * <p>A {@link org.mmkit.machine.Machine} runs one {@link org.mmkit.machine.Task} at a time on a
 * fiber of its own. At each visible step the running task asks the {@link
 * org.mmkit.machine.Scheduler} in place which task goes on; the answer is kept in the {@link
 * org.mmkit.machine.Schedule}, which together with the program determines the run. The same program
 * is explored ({@link org.mmkit.machine.policy.RandomWalk}), measured ({@link
 * org.mmkit.machine.policy.VirtualTime}) and repeated ({@link org.mmkit.machine.policy.Replay}) by
 * exchanging the scheduler alone.
 *
 * <p>Where to look: the run and its end in {@code Engine}, {@code Decisions} and {@code Unwinding};
 * locks in {@link org.mmkit.machine.RwSemaphore}, with the order of the queue in a {@link
 * org.mmkit.machine.QueueRule} and what versions of Linux do in a {@link
 * org.mmkit.machine.LockPolicy}, and {@link org.mmkit.machine.SpinLock}; locks that others carry
 * out in {@link org.mmkit.machine.ProtocolLock}; weak memory in {@link
 * org.mmkit.machine.OrderedCell}; what was found in {@code Reports}; what is kept for the reader of
 * a finding in {@link org.mmkit.machine.Recorder} and {@link org.mmkit.machine.Trace}.
 *
 * <p>What tasks contend for beside locks is free, or off, where the profile has no figure for it:
 * {@code CacheLine}, {@link org.mmkit.machine.Interrupts}, {@code RunQueues}, and {@link
 * org.mmkit.machine.Bottleneck} for locks of which only the time counts.
 *
 * <p>Everything here is plain, unsynchronised Java, because only one task runs at a time. Machines
 * share nothing, so that several may run in parallel, each in a thread of its own.
 *
 * <p>Uses {@code machine.profile} and the JDK. The packages below use this one.
 */
@NullMarked
package org.mmkit.machine;

import org.jspecify.annotations.NullMarked;
