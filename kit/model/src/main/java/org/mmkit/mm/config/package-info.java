// SPDX-License-Identifier: Apache-2.0
/**
 * How a kernel is configured: features, limits, architecture hooks, and the bugs that are switched
 * on.
 *
 * <table>
 *   <caption>Files of Linux and the classes here</caption>
 *   <tr><td>Kconfig and sysctl</td><td>{@link KernelParams} {@link Feature}</td></tr>
 *   <tr><td>arch/x86/include/asm/mmu_context.h</td><td>{@link ArchHook}</td></tr>
 *   <tr><td>series v3 and v4 of 2018</td><td>{@link VmDeadCheck}</td></tr>
 * </table>
 */
@NullMarked
package org.mmkit.mm.config;

import org.jspecify.annotations.NullMarked;
