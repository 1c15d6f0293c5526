// SPDX-License-Identifier: Apache-2.0
/**
 * What each kind of work costs on a machine, in picoseconds, and how far each figure can be
 * trusted. A profile knows costs by name; the machine's own are in {@link
 * org.mmkit.machine.profile.MachineCost}, those of the layers above in enums of their own.
 *
 * <p>Uses nothing but the JDK: not the machine, which uses it.
 */
@NullMarked
package org.mmkit.machine.profile;

import org.jspecify.annotations.NullMarked;
