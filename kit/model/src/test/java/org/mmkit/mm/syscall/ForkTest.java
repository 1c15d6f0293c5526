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
import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Process;
import org.mmkit.mm.Pte;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Signal;

class ForkTest {

  /** The child's hands on the parent's task, as a parent that waits lends it. */
  private static Hands child(Lab lab, Process process) {
    TaskStruct task = new TaskStruct(lab.kernel, lab.machine.current(), process);
    return new Hands(task, new Syscalls(task), new UserMemory(task));
  }

  private static int frame(MmStruct mm, long address) {
    return Pte.frame(mm.pageTables().walk(address));
  }

  @Test
  void aPageIsSharedUntilOneSideWrites() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, ANON_FIXED, null, 0);
          hands.memory().store(BASE, 'a');
          Hands child = child(lab, hands.syscalls().fork());
          int shared = frame(lab.mm(), BASE);
          assertThat(frame(child.task().mm(), BASE)).isEqualTo(shared);
          assertThat(lab.kernel.frames().mapcount(shared)).isEqualTo(2);
          SystemInvariants.check(lab.kernel);
          hands.memory().store(BASE, 'p');
          assertThat(lab.kernel.frames().mapcount(shared)).isEqualTo(1);
          assertThat(child.memory().load(BASE)).isEqualTo('a');
          child.task().exit();
          assertThat(hands.memory().load(BASE)).isEqualTo('p');
          assertThat(lab.kernel.frames().inUse()).isEqualTo(1);
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aCpuThatCouldWriteBeforeTheForkHasToCopyAfterIt() {
    Lab lab = new Lab();
    Process[] process = new Process[1];
    lab.runOn(1, hands -> hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0));
    lab.runOn(1, hands -> hands.memory().store(BASE, 'a'));
    lab.runOn(0, hands -> process[0] = hands.syscalls().fork());
    lab.runOn(1, hands -> hands.memory().store(BASE, 'p'));
    lab.runOn(0, hands -> assertThat(child(lab, process[0]).memory().load(BASE)).isEqualTo('a'));
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void theChildLocksNothingAndIsPromisedItsOwnMemory() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
          hands.syscalls().mlock(BASE, 2 * PAGE, 0);
          hands.syscalls().madvise(BASE + 3 * PAGE, PAGE, Advice.DONTFORK);
          long committed = lab.kernel.committedPages();
          Hands child = child(lab, hands.syscalls().fork());
          assertThat(child.task().mm().counters().lockedVm()).isZero();
          assertThat(lab.mm().counters().lockedVm()).isEqualTo(2);
          assertThat(lab.kernel.committedPages()).isEqualTo(committed + 3);
          assertThat(UserMemory.signalOf(child.memory().load(BASE + 3 * PAGE)))
              .isEqualTo(Signal.SEGV_MAPERR);
          Invariants.checkQuiescent(child.task().mm());
          child.task().exit();
          assertThat(lab.kernel.committedPages()).isEqualTo(committed);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aKilledTaskThatWaitsForTheLockHasNoChild() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          lab.machine.spawn(
              "forks",
              1,
              () -> {
                Process none = lab.hands().syscalls().fork();
                assertThat(none).isNull();
              });
          lab.mm().mmapSem().downWrite();
          while (!lab.mm().mmapSem().isContended()) {
            lab.machine.charge(MmCost.FAULT, 1);
          }
          lab.machine.task(lab.machine.taskCount() - 1).kill();
          lab.mm().mmapSem().upWrite();
        });
    assertThat(lab.kernel.mms()).containsExactly(lab.mm());
    assertThat(lab.brokenRules()).isEmpty();
  }
}
