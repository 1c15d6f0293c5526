// SPDX-License-Identifier: Apache-2.0
/**
 * Code that touches user memory beside the call under way: CPUs, drivers, reclaim, migration, the
 * OOM reaper.
 */
package org.mmkit.mm.beside;
