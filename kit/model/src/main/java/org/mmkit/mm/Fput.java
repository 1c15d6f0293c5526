// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** What happens when the last reference to a file is dropped ({@code fput}). */
@FunctionalInterface
public interface Fput {
  /** How it is done: when the task returns to its program, because it may hold locks now. */
  Part<Fput> PART = Part.of("fput", (task, release) -> task.addWork(() -> release.run(task)));

  /** A task has dropped the last reference. */
  void last(TaskStruct task, Inode.Release release);
}
