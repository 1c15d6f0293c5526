// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import org.junit.jupiter.api.Test;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Lab;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.Signal;

class MprotectTest {
  private static final int READ = MmapFlags.PROT_READ;

  @Test
  void noCpuKeepsAPermissionThatWasTakenAway() {
    Lab lab = new Lab();
    lab.runOn(1, hands -> hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0));
    lab.runOn(1, hands -> hands.memory().store(BASE, 'a'));
    lab.runOn(0, hands -> hands.syscalls().mprotect(BASE, PAGE, READ));
    lab.runOn(
        1,
        hands -> {
          int stored = hands.memory().store(BASE, 'b');
          assertThat(UserMemory.signalOf(stored)).isEqualTo(Signal.SEGV_ACCERR);
          assertThat(hands.memory().load(BASE)).isEqualTo('a');
          Invariants.checkQuiescent(lab.mm());
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void promisesMemoryForWhatBecomesWritableUntilItIsUnmapped() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          long before = lab.kernel.committedPages();
          hands.syscalls().mmap(BASE, 4 * PAGE, READ, ANON_FIXED, null, 0);
          assertThat(lab.kernel.committedPages()).isEqualTo(before);
          hands.syscalls().mprotect(BASE + PAGE, 2 * PAGE, RW);
          assertThat(lab.kernel.committedPages()).isEqualTo(before + 2);
          hands.memory().store(BASE + PAGE, 'a');
          hands.syscalls().mprotect(BASE, 4 * PAGE, READ);
          assertThat(lab.kernel.committedPages()).isEqualTo(before + 2);
          SystemInvariants.check(lab.kernel);
          hands.syscalls().munmap(BASE, 4 * PAGE);
          assertThat(lab.kernel.committedPages()).isEqualTo(before);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void countsOnlyWhatItChangedBeforeAHole() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, ANON_FIXED, null, 0);
          hands.syscalls().mmap(BASE + 3 * PAGE, 2 * PAGE, RW, ANON_FIXED, null, 0);
          long data = lab.mm().counters().dataVm();
          assertThat(hands.syscalls().mprotect(BASE, 5 * PAGE, READ)).isEqualTo(-Errno.ENOMEM);
          assertThat(lab.mm().counters().dataVm()).isEqualTo(data - 2);
          Invariants.checkQuiescent(lab.mm());
        });
    assertThat(lab.brokenRules()).isEmpty();
  }
}
