// SPDX-License-Identifier: Apache-2.0
/**
 * Code that touches user memory beside the call under way: CPUs, drivers, reclaim, migration, the
 * OOM reaper.
 *
 * <table>
 *   <caption>Files of Linux and the classes here</caption>
 *   <tr><td>drivers/android/binder_alloc.c</td><td>{@link Binder}</td></tr>
 *   <tr><td>fs/aio.c</td><td>{@link DriverRing}</td></tr>
 *   <tr><td>fs/coredump.c</td><td>{@link CoreDump}</td></tr>
 *   <tr><td>mm/memory.c</td><td>{@link FollowPfn}</td></tr>
 *   <tr><td>mm/gup.c</td><td>{@link GupFast}</td></tr>
 *   <tr><td>mm/khugepaged.c</td><td>{@link Khugepaged}</td></tr>
 *   <tr><td>mm/migrate.c</td><td>{@link Migration}</td></tr>
 *   <tr><td>mm/oom_kill.c</td><td>{@link Reaper}</td></tr>
 *   <tr><td>mm/pt_reclaim.c</td><td>{@link ReclaimTables}</td></tr>
 *   <tr><td>mm/truncate.c</td><td>{@link Truncate}</td></tr>
 *   <tr><td>mm/page-writeback.c</td><td>{@link WriteBack}</td></tr>
 *   <tr><td>mm/userfaultfd.c</td><td>{@link WriteProtection}</td></tr>
 *   <tr><td>the CPU</td><td>{@link UserMemory}</td></tr>
 * </table>
 */
@NullMarked
package org.mmkit.mm.beside;

import org.jspecify.annotations.NullMarked;
