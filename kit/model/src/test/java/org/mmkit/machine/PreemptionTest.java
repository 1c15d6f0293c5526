// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.search.BoundedSearch;

/** What a task does between the release of a lock and its next step. */
class PreemptionTest {
  private static final LockClass SEM = LockClass.of("mmap_sem");

  private String field = "";
  private final Set<String> seen = new TreeSet<>();

  /** Two tasks leave a name in a field under a lock; the first reads it behind the release. */
  private Set<String> allSchedules(LockOptions locks) {
    MachineOptions options = MachineOptions.defaults().withLocks(locks);
    for (BoundedSearch search = new BoundedSearch(1, 0); search.hasNext(); ) {
      Machine machine = new Machine(Rig.PROFILE, search.next(), options);
      RwSemaphore sem = machine.newSemaphore(SEM);
      machine.spawn(
          "first",
          0,
          () -> {
            leave(sem, "first");
            seen.add(field);
          });
      machine.spawn("second", 1, () -> leave(sem, "second"));
      assertThat(machine.run()).isEqualTo(RunEnd.COMPLETED);
    }
    return seen;
  }

  private void leave(RwSemaphore sem, String name) {
    sem.downWrite();
    field = name;
    sem.upWrite();
  }

  @Test
  void anotherTaskMayRunRightBehindARelease() {
    assertThat(allSchedules(LockOptions.defaults().withPreemption()))
        .containsExactly("first", "second");
  }

  @Test
  void elseARestOfAStepBelongsToIt() {
    assertThat(allSchedules(LockOptions.defaults())).containsExactly("first");
  }
}
