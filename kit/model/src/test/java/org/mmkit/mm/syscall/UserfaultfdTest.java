// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import org.junit.jupiter.api.Test;
import org.mmkit.mm.Inode;
import org.mmkit.mm.Lab;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.RssStat;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.mm.uapi.VmFlags;

class UserfaultfdTest {
  private static final long BOTH = VmFlags.VM_UFFD_MISSING | VmFlags.VM_UFFD_WP;

  private static Signal store(Lab.Hands hands, long address) {
    return UserMemory.signalOf(hands.memory().store(address, 'w'));
  }

  @Test
  void whatIsProtectedCannotBeWrittenOnAnyCpuUntilItIsReleased() {
    Lab lab = new Lab();
    UserfaultfdCtx[] ctx = new UserfaultfdCtx[1];
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, ANON_FIXED, null, 0);
          ctx[0] = hands.userfaultfd().open(false, false);
          new Userfaultfd(hands.task(), ctx[0]).register(BASE, 2 * PAGE, BOTH);
          assertThat(hands.userfaultfd().copy(ctx[0], BASE, PAGE, (byte) 'u')).isZero();
        });
    lab.runOn(1, hands -> assertThat(store(hands, BASE)).isEqualTo(Signal.NONE));
    lab.run(h -> assertThat(h.userfaultfd().writeProtect(ctx[0], BASE, PAGE, true)).isZero());
    lab.runOn(
        1,
        hands -> {
          assertThat(store(hands, BASE)).isEqualTo(Signal.BUS_ADRERR);
          assertThat(hands.memory().load(BASE)).isEqualTo('w');
        });
    lab.run(h -> h.userfaultfd().unregister(ctx[0], BASE, 2 * PAGE));
    lab.runOn(1, hands -> assertThat(store(hands, BASE)).isEqualTo(Signal.NONE));
    assertThat(lab.mm().vmas().peek(BASE).has(BOTH)).isFalse();
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aPageIsMovedOnceItIsNobodyElsesAndNoCpuFindsItAtTheOldPlace() {
    Lab lab = new Lab();
    UserfaultfdCtx[] ctx = new UserfaultfdCtx[1];
    long to = BASE + 8 * PAGE;
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          hands.syscalls().mmap(to, PAGE, RW, ANON_FIXED, null, 0);
          ctx[0] = hands.userfaultfd().open(false, false);
          hands.userfaultfd().register(ctx[0], to, PAGE, VmFlags.VM_UFFD_MISSING);
          assertThat(hands.userfaultfd().move(ctx[0], to, BASE, PAGE)).isEqualTo(-Errno.ENOENT);
        });
    lab.runOn(1, hands -> assertThat(store(hands, BASE)).isEqualTo(Signal.NONE));
    lab.run(
        hands -> {
          hands.syscalls().fork();
          assertThat(hands.userfaultfd().move(ctx[0], to, BASE, PAGE)).isEqualTo(-Errno.EBUSY);
          assertThat(store(hands, BASE)).isEqualTo(Signal.NONE);
          assertThat(hands.userfaultfd().move(ctx[0], to, BASE, PAGE)).isZero();
        });
    lab.runOn(
        1,
        hands -> {
          assertThat(hands.memory().load(to)).isEqualTo('w');
          assertThat(hands.memory().load(BASE)).isZero();
          assertThat(hands.userfaultfd().move(ctx[0], to, BASE, PAGE)).isEqualTo(-Errno.EEXIST);
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aPageThatTheMemoryHasWaitsToBeMapped() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          Inode inode = new Inode(lab.kernel, Inode.Kind.SHMEM, 2 * PAGE);
          OpenFile file = new OpenFile(inode, true, true);
          int shared = MmapFlags.MAP_SHARED | MmapFlags.MAP_FIXED;
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, shared, file, 0);
          assertThat(store(hands, BASE)).isEqualTo(Signal.NONE);
          UserfaultfdCtx ctx = hands.userfaultfd().open(false, false);
          hands.userfaultfd().register(ctx, BASE, 2 * PAGE, VmFlags.VM_UFFD_MINOR);
          assertThat(hands.memory().load(BASE)).isEqualTo('w');
          hands.syscalls().madvise(BASE, PAGE, Advice.DONTNEED);
          assertThat(store(hands, BASE)).isEqualTo(Signal.BUS_ADRERR);
          assertThat(hands.userfaultfd().proceed(ctx, BASE + PAGE, PAGE)).isEqualTo(-Errno.EFAULT);
          assertThat(hands.userfaultfd().proceed(ctx, BASE, 2 * PAGE)).isEqualTo(-Errno.EAGAIN);
          assertThat(hands.memory().load(BASE)).isEqualTo('w');
          assertThat(hands.userfaultfd().proceed(ctx, BASE, PAGE)).isEqualTo(-Errno.EEXIST);
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aPoisonedPageIsNoPageAndGoesWithItsMapping() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, ANON_FIXED, null, 0);
          UserfaultfdCtx ctx = hands.userfaultfd().open(false, false);
          hands.userfaultfd().register(ctx, BASE, 2 * PAGE, VmFlags.VM_UFFD_MISSING);
          assertThat(hands.userfaultfd().poison(ctx, BASE, PAGE)).isZero();
          assertThat(hands.userfaultfd().poison(ctx, BASE, PAGE)).isEqualTo(-Errno.EEXIST);
          assertThat(store(hands, BASE)).isEqualTo(Signal.BUS_ADRERR);
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isZero();
          hands.syscalls().munmap(BASE, PAGE);
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          assertThat(store(hands, BASE)).isEqualTo(Signal.NONE);
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aCopyThatMeetsAPageTellsHowFarItCame() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 3 * PAGE, RW, ANON_FIXED, null, 0);
          UserfaultfdCtx ctx = hands.userfaultfd().open(false, false);
          hands.userfaultfd().register(ctx, BASE, 3 * PAGE, VmFlags.VM_UFFD_MISSING);
          assertThat(hands.userfaultfd().zero(ctx, BASE + PAGE, PAGE)).isZero();
          assertThat(hands.userfaultfd().copy(ctx, BASE, 3 * PAGE, (byte) 'u'))
              .isEqualTo(-Errno.EAGAIN);
          assertThat(hands.userfaultfd().copy(ctx, BASE, PAGE, (byte) 'u'))
              .isEqualTo(-Errno.EEXIST);
          assertThat(hands.memory().load(BASE)).isEqualTo('u');
          assertThat(hands.memory().load(BASE + PAGE)).isZero();
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isEqualTo(1);
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void nothingIsCopiedIntoARangeThatIsBeingUnmapped() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          UserfaultfdCtx ctx = new UserfaultfdCtx(lab.mm(), true);
          hands.userfaultfd().register(ctx, BASE, PAGE, VmFlags.VM_UFFD_MISSING);
          ctx.beginUnmap();
          assertThat(hands.userfaultfd().copy(ctx, BASE, PAGE, (byte) 'u'))
              .isEqualTo(-Errno.EAGAIN);
          ctx.endUnmap(BASE, BASE + PAGE);
          assertThat(hands.userfaultfd().copy(ctx, BASE, PAGE, (byte) 'u')).isZero();
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aCopyIntoSharedMemoryFillsTheFile() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          Inode inode = new Inode(lab.kernel, Inode.Kind.SHMEM, 2 * PAGE);
          OpenFile file = new OpenFile(inode, true, true);
          int flags = MmapFlags.MAP_SHARED | MmapFlags.MAP_FIXED;
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, flags, file, 0);
          UserfaultfdCtx ctx = hands.userfaultfd().open(false, false);
          hands.userfaultfd().register(ctx, BASE, 2 * PAGE, VmFlags.VM_UFFD_MISSING);
          assertThat(hands.userfaultfd().copy(ctx, BASE, PAGE, (byte) 'u')).isZero();
          byte[] data = new byte[1];
          hands.files().read(file, 0, data);
          assertThat(data[0]).isEqualTo((byte) 'u');
          assertThat(lab.mm().rss().pages(RssStat.MM_SHMEMPAGES)).isEqualTo(1);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void munmapWaitsUntilTheMonitorHasReadOfItAndFaultsUntilTheyAreWoken() {
    Lab lab = new Lab();
    UserfaultfdCtx ctx = new UserfaultfdCtx(lab.mm(), true, true);
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, ANON_FIXED, null, 0);
          hands.userfaultfd().register(ctx, BASE, 2 * PAGE, VmFlags.VM_UFFD_MISSING);
        });
    lab.together(
        hands -> assertThat(hands.memory().load(BASE)).isEqualTo('u'),
        hands -> {
          hands.userfaultfd().copy(ctx, BASE, PAGE, (byte) 'u');
          assertThat(hands.syscalls().munmap(BASE + PAGE, PAGE)).isZero();
          assertThat(ctx.unmapEvents()).isEqualTo(1);
        },
        hands -> assertThat(store(hands, BASE + PAGE)).isEqualTo(Signal.SEGV_MAPERR),
        hands -> {
          UserfaultfdCtx.UnmapEvent event = hands.userfaultfd().read(ctx);
          assertThat(event.start()).isEqualTo(BASE + PAGE);
          assertThat(event.end()).isEqualTo(BASE + 2 * PAGE);
          hands.userfaultfd().wake(ctx, event.start(), PAGE);
        });
    lab.run(hands -> SystemInvariants.check(lab.kernel));
    assertThat(lab.brokenRules()).isEmpty();
  }
}
