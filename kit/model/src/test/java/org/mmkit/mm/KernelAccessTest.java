// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import org.junit.jupiter.api.Test;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.Signal;

class KernelAccessTest {

  @Test
  void aForcedStoreDoesNotMakeTheMappingWritable() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, MmapFlags.PROT_READ, ANON_FIXED, null, 0);
          assertThat(hands.syscalls().writeMem(BASE, new byte[] {'F'})).isEqualTo(1);
          assertThat(hands.memory().load(BASE)).isEqualTo('F');
          assertThat(UserMemory.signalOf(hands.memory().store(BASE, 'x')))
              .isEqualTo(Signal.SEGV_ACCERR);
          assertThat(Pte.isWritable(lab.mm().pageTables().walk(BASE))).isFalse();
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aForcedStoreDoesNotReachAForkedChild() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          hands.memory().store(BASE, 'a');
          hands.syscalls().mprotect(BASE, PAGE, MmapFlags.PROT_READ);
          Process child = hands.syscalls().fork();
          hands.syscalls().writeMem(BASE, new byte[] {'F'});
          byte[] seen = new byte[1];
          assertThat(hands.syscalls().processVmReadv(child.pid(), BASE, seen)).isEqualTo(1);
          assertThat(seen[0]).isEqualTo((byte) 'a');
          assertThat(hands.memory().load(BASE)).isEqualTo('F');
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aPinForReadingTakesAPageOfItsOwnAndOtherReadersDoNot() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          hands.memory().store(BASE, 'a');
          Process child = hands.syscalls().fork();
          PageFrames frames = lab.kernel.frames();
          long shared = lab.mm().pageTables().walk(BASE);
          byte[] seen = new byte[1];

          hands.syscalls().readMem(BASE, seen);
          hands.syscalls().writePipe(BASE, seen);
          hands.events().unpin((int) hands.events().pin(BASE));
          assertThat(frames.mapcount(Pte.frame(shared))).isEqualTo(2);

          assertThat(hands.syscalls().processVmReadv(child.pid(), BASE, seen)).isEqualTo(1);
          assertThat(seen[0]).isEqualTo((byte) 'a');
          long copy = child.mm().pageTables().walk(BASE);
          assertThat(Pte.frame(copy)).isNotEqualTo(Pte.frame(shared));
          assertThat(Pte.isWritable(copy)).isFalse();
          assertThat(frames.mapcount(Pte.frame(shared))).isEqualTo(1);
          assertThat(frames.mapcount(Pte.frame(copy))).isEqualTo(1);

          hands.syscalls().processVmReadv(child.pid(), BASE, seen);
          assertThat(child.mm().pageTables().walk(BASE)).isEqualTo(copy);
          assertThat(lab.mm().pageTables().walk(BASE)).isEqualTo(shared);
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aProcessThatIsGoneCannotBeReadAndOneThatIsBeingReadStays() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          hands.memory().store(BASE, 'a');
          Process child = hands.syscalls().fork();
          TaskStruct task = new TaskStruct(lab.kernel, lab.machine.current(), child);
          assertThat(child.mm().tryGet()).isTrue();
          task.exit();
          assertThat(child.mm().rss().pages(RssStat.MM_ANONPAGES)).isEqualTo(1);
          child.mm().put(hands.task());
          assertThat(child.mm().rss().pages(RssStat.MM_ANONPAGES)).isZero();
          assertThat(child.mm().tryGet()).isFalse();
          assertThat(hands.syscalls().processVmReadv(child.pid(), BASE, new byte[1]))
              .isEqualTo(-Errno.ESRCH);
          assertThat(lab.kernel.frames().inUse()).isEqualTo(1);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aCopyEndsAtTheFirstPageThatCannotBeHad() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          byte[] data = new byte[2 * (int) PAGE];
          // A pipe moves whole pages: what it cannot move at the first one is an error.
          assertThat(hands.syscalls().readPipe(BASE + 10, data)).isEqualTo(-Errno.EFAULT);
          assertThat(hands.syscalls().writePipe(BASE + 10, data)).isEqualTo(-Errno.EFAULT);
          assertThat(hands.syscalls().readPipe(BASE, data)).isEqualTo(PAGE);
          assertThat(hands.syscalls().writePipe(BASE, data)).isEqualTo(PAGE);
          assertThat(hands.syscalls().processVmReadv(lab.process.pid(), BASE + 10, data))
              .isEqualTo(PAGE - 10);
          assertThat(hands.syscalls().processVmReadv(lab.process.pid(), BASE + PAGE, data))
              .isEqualTo(-Errno.EFAULT);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }
}
