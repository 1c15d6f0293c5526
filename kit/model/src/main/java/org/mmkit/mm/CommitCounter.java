// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Bottleneck;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;

/**
 * Pages of all VM_ACCOUNT mappings ({@code vm_committed_as}). Each CPU counts for itself up to a
 * batch, and takes the counter's lock for more, as large mappings need each time.
 */
final class CommitCounter {
  private final Machine machine;
  private final Bottleneck lock;
  private final long batch;

  /** What each CPU has counted that is not folded in yet; for the time alone. */
  private final long[] counted;

  private long pages;

  CommitCounter(Machine machine) {
    this.machine = machine;
    this.lock = new Bottleneck(machine, MmCost.COMMIT_FOLD);
    this.batch = machine.profile().pages(MmBatch.COMMIT_BATCH);
    this.counted = new long[batch == 0 ? 0 : machine.cpus()];
  }

  void add(long more) {
    Unnamed.COMMITTED.touch(machine, 0, Access.ADD);
    pages += more;
    Task task = machine.current();
    if (batch > 0 && task != null) {
      long mine = counted[task.cpu()] + more;
      boolean folds = Math.abs(mine) >= batch;
      counted[task.cpu()] = folds ? 0 : mine;
      if (folds) {
        lock.use();
      }
    }
  }

  long pages() {
    Unnamed.COMMITTED.touch(machine, 0, Access.READ);
    return pages;
  }
}
