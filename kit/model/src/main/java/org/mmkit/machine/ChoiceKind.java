// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * The choices of a run beside which task runs next. Option 0 is always the ordinary course of
 * events.
 */
public enum ChoiceKind {
  /** Whether the scheduler wants the CPU back. */
  NEED_RESCHED,
  /** Whether an allocation fails. */
  ALLOC_FAILS,
  /** Whether a fatal signal arrives. */
  SIGNAL,
  /** Which freed frame an allocation gets. */
  FRAME_REUSE,
  /** How many stores back a plain read of an {@link OrderedCell} looks. */
  STALE_READ,
  /** Whether a page that a task wants is locked, so that the task has to wait. */
  PAGE_BUSY
}
