// SPDX-License-Identifier: Apache-2.0
/**
 * Bugs of the past that can be switched on in the machine's semaphores. Each is a subclass with one
 * step that goes wrong: a step that is {@code protected} in {@link org.mmkit.machine.RwSemaphore}
 * or {@link org.mmkit.machine.Stealing} is one that went wrong once. The bugs of the kernel's paths
 * are in {@code org.mmkit.mm.bugs}.
 *
 * <p>Uses the machine, and nothing else. Nothing in the model knows this package: a user hands a
 * bug to a machine by its {@link org.mmkit.machine.LockOptions}.
 */
@NullMarked
package org.mmkit.machine.bugs;

import org.jspecify.annotations.NullMarked;
