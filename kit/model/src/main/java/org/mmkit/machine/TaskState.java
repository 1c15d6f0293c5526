// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** Where a task is in its life. */
enum TaskState {
  RUNNABLE,
  /** It could go on, but another task has its CPU. */
  QUEUED,
  BLOCKED,
  ENDED,
  /** Suspended for ever, because it did not end after an abort. */
  ABANDONED
}
