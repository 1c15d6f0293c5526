// SPDX-License-Identifier: Apache-2.0
/**
 * What each kind of work costs on a machine, in nanoseconds, and how far each figure can be
 * trusted.
 */
package org.mmkit.machine.profile;
