// SPDX-License-Identifier: Apache-2.0
/**
 * What the kernel shows of a process: {@code /proc/pid/maps}, {@code smaps} and {@code mem}; and
 * the check of a whole system.
 *
 * <table>
 *   <caption>Files of Linux and the classes here</caption>
 *   <tr><td>fs/proc/task_mmu.c</td><td>{@link ProcMaps} {@link Smaps}</td></tr>
 *   <tr><td>fs/proc/base.c</td><td>{@link ProcMem}</td></tr>
 *   <tr><td>rules</td><td>{@link SystemInvariants} {@link FrameCounts}</td></tr>
 * </table>
 */
@NullMarked
package org.mmkit.mm.proc;

import org.jspecify.annotations.NullMarked;
