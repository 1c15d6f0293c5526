// SPDX-License-Identifier: Apache-2.0
/**
 * The words of the user API: flags, errnos, signals, limits, and the layout of addresses.
 *
 * <table>
 *   <caption>Files of Linux and the classes here</caption>
 *   <tr><td>include/uapi/linux/mman.h, asm-generic/mman-common.h</td><td>{@link MmapFlags} {@link Advice}</td></tr>
 *   <tr><td>include/linux/mm.h</td><td>{@link VmFlags}</td></tr>
 *   <tr><td>asm-generic/errno-base.h</td><td>{@link Errno}</td></tr>
 *   <tr><td>asm-generic/siginfo.h</td><td>{@link Signal}</td></tr>
 *   <tr><td>asm-generic/resource.h</td><td>{@link RLimits}</td></tr>
 *   <tr><td>arch/x86/include/asm/page_types.h</td><td>{@link Addr}</td></tr>
 * </table>
 */
@NullMarked
package org.mmkit.mm.uapi;

import org.jspecify.annotations.NullMarked;
