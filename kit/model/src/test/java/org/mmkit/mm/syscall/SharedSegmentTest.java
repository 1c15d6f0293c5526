// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.mm.HugetlbPool;
import org.mmkit.mm.Lab;
import org.mmkit.mm.Process;
import org.mmkit.mm.ShmSegment;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;

class SharedSegmentTest {

  @Test
  void aRemovedSegmentLivesUntilItsLastVmaGoes() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          ShmSegment segment = hands.syscalls().shmget(3 * PAGE);
          hands.syscalls().shmat(segment, BASE, 0);
          hands.memory().store(BASE, 's');
          Process child = hands.syscalls().fork();
          assertThat(segment.attached()).isEqualTo(2);
          hands.syscalls().shmRemove(segment);
          hands.syscalls().munmap(BASE + PAGE, PAGE);
          assertThat(segment.attached()).isEqualTo(3);
          assertThat(hands.syscalls().shmdt(BASE)).isZero();
          assertThat(segment.attached()).isEqualTo(1);
          assertThat(lab.kernel.frames().inUse()).isEqualTo(1);
          new TaskStruct(lab.kernel, lab.machine.current(), child).exit();
          assertThat(segment.attached()).isZero();
          assertThat(lab.kernel.frames().inUse()).isZero();
          assertThat(hands.syscalls().shmat(segment, BASE, 0)).isEqualTo(-Errno.EINVAL);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aForkedChildSharesTheHugePagesOfASharedMapping() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          int flags =
              MmapFlags.MAP_SHARED
                  | MmapFlags.MAP_ANONYMOUS
                  | MmapFlags.MAP_FIXED
                  | MmapFlags.MAP_HUGETLB;
          hands.syscalls().mmap(BASE, 2 * Addr.PMD_SIZE, RW, flags, null, 0);
          Process child = hands.syscalls().fork();
          TaskStruct task = new TaskStruct(lab.kernel, lab.machine.current(), child);
          new UserMemory(task).store(BASE, 'c');
          assertThat(hands.memory().load(BASE)).isEqualTo('c');
          HugetlbPool pool = lab.kernel.hugetlb();
          assertThat(List.of(pool.free(), pool.reserved())).containsExactly(7, 1);
          hands.syscalls().munmap(BASE, 2 * Addr.PMD_SIZE);
          assertThat(List.of(pool.free(), pool.reserved())).containsExactly(7, 1);
          task.exit();
          assertThat(List.of(pool.free(), pool.reserved())).containsExactly(8, 0);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void twoTasksThatFaultOnAHugePageTakeOnePage() {
    for (int schedule = 0; schedule < 50; schedule++) {
      Lab lab = new Lab(new RandomWalk(1, schedule));
      lab.machine.leaveChoices(false);
      lab.run(
          hands ->
              hands
                  .syscalls()
                  .mmap(BASE, Addr.PMD_SIZE, RW, ANON_FIXED | MmapFlags.MAP_HUGETLB, null, 0));
      lab.together(
          hands -> assertThat(hands.memory().store(BASE, 'a')).isZero(),
          hands -> assertThat(hands.memory().store(BASE + PAGE, 'b')).isZero());
      assertThat(lab.kernel.hugetlb().free()).isEqualTo(7);
      assertThat(lab.kernel.hugetlb().reserved()).isZero();
      assertThat(lab.brokenRules()).isEmpty();
    }
  }
}
