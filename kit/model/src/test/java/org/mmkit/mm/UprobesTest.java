// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.RunEnd;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.Signal;

/** A breakpoint is one byte, anywhere in a page; Linux 6.18 answers all of this alike. */
class UprobesTest {
  private static final int BREAKPOINT = 0xcc;
  private static final int CODE = MmapFlags.PROT_READ | MmapFlags.PROT_EXEC;

  private final Lab lab = new Lab();
  private final Inode inode = new Inode(lab.kernel, Inode.Kind.REGULAR, 4 * PAGE);
  private final OpenFile file = new OpenFile(inode, true, true);

  private static void map(Lab.Hands hands, OpenFile file) {
    int flags = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_FIXED;
    assertThat(hands.syscalls().mmap(BASE, 4 * PAGE, CODE, flags, file, 0)).isEqualTo(BASE);
  }

  private void run(Consumer<Lab.Hands> body) {
    assertThat(lab.run(body::accept)).isEqualTo(RunEnd.COMPLETED);
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aPageThatIsThereGetsOneByte() {
    run(
        hands -> {
          map(hands, file);
          assertThat(hands.memory().load(BASE + 2048)).isZero();
          assertThat(hands.syscalls().uprobe(file.inode(), 2048)).isZero();
          assertThat(hands.memory().load(BASE)).isZero();
          assertThat(hands.memory().load(BASE + 2047)).isZero();
          assertThat(hands.memory().load(BASE + 2048)).isEqualTo(BREAKPOINT);
          assertThat(hands.memory().load(BASE + 2049)).isZero();
          assertThat(hands.memory().execute(BASE + 2048)).isEqualTo(Signal.NONE.ordinal());
        });
  }

  @Test
  void aPageThatComesLaterGetsAllOfItsOwn() {
    run(
        hands -> {
          assertThat(hands.syscalls().uprobe(file.inode(), PAGE - 1)).isZero();
          assertThat(hands.syscalls().uprobe(file.inode(), 5)).isZero();
          assertThat(hands.syscalls().uprobe(file.inode(), PAGE)).isZero();
          map(hands, file);
          assertThat(hands.memory().load(BASE + 5)).isEqualTo(BREAKPOINT);
          assertThat(hands.memory().load(BASE + PAGE - 1)).isEqualTo(BREAKPOINT);
          assertThat(hands.memory().load(BASE)).isZero();
          assertThat(hands.memory().load(BASE + PAGE)).isEqualTo(BREAKPOINT);
          assertThat(hands.memory().load(BASE + PAGE + 5)).isZero();
        });
  }

  @Test
  void aMappingGetsItsBreakpointsBeforeItIsTouched() {
    run(
        hands -> {
          assertThat(hands.syscalls().uprobe(file.inode(), PAGE)).isZero();
          map(hands, file);
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isEqualTo(1);
          assertThat(lab.mm().rss().pages(RssStat.MM_FILEPAGES)).isZero();
        });
  }

  private void mapAndDropTheFirst(Lab.Hands hands) {
    assertThat(hands.syscalls().uprobe(file.inode(), 0)).isZero();
    map(hands, file);
    assertThat(hands.syscalls().madvise(BASE, PAGE, Advice.DONTNEED)).isZero();
  }

  @Test
  void aPageThatWasDroppedComesBackWithout() {
    run(
        hands -> {
          mapAndDropTheFirst(hands);
          assertThat(hands.memory().load(BASE)).isZero();
        });
  }

  @Test
  void aSplitOrAJoinPutsThemInAgain() {
    run(
        hands -> {
          mapAndDropTheFirst(hands);
          assertThat(hands.syscalls().munmap(BASE + 2 * PAGE, PAGE)).isZero();
          assertThat(hands.memory().load(BASE)).isEqualTo(BREAKPOINT);
        });
  }

  @Test
  void aMappingThatMayBeWrittenGetsNoneAndKeepsNoneLater() {
    run(
        hands -> {
          assertThat(hands.syscalls().uprobe(file.inode(), 0)).isZero();
          int flags = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_FIXED;
          int writable = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
          hands.syscalls().mmap(BASE, 4 * PAGE, writable, flags, file, 0);
          assertThat(hands.syscalls().mprotect(BASE, 4 * PAGE, CODE)).isZero();
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isZero();
          assertThat(hands.memory().load(BASE)).isZero();
        });
  }

  @Test
  void aGuardKeepsAProbeFromAllMappings() {
    run(
        hands -> {
          map(hands, file);
          int flags = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_FIXED;
          assertThat(hands.syscalls().mmap(BASE + 8 * PAGE, PAGE, CODE, flags, file, 0))
              .isEqualTo(BASE + 8 * PAGE);
          assertThat(hands.syscalls().madvise(BASE, PAGE, Advice.GUARD_INSTALL)).isZero();
          assertThat(hands.syscalls().uprobe(file.inode(), 0)).isEqualTo(-Errno.EFAULT);
          // It was put in there first, and is taken out again.
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isEqualTo(1);
          assertThat(hands.memory().load(BASE + 8 * PAGE)).isZero();
          assertThat(inode.uprobes(0, 4 * PAGE)).isEmpty();
        });
  }

  @Test
  void oneAtTheEndCannotBeReadWhereThatIsMapped() {
    run(
        hands -> {
          int flags = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_FIXED;
          hands.syscalls().mmap(BASE, 5 * PAGE, CODE, flags, file, 0);
          assertThat(hands.syscalls().uprobe(file.inode(), 4 * PAGE)).isEqualTo(-Errno.EIO);
        });
  }

  @Test
  void itLiesInTheFileOrAtItsEnd() {
    run(
        hands -> {
          assertThat(hands.syscalls().uprobe(file.inode(), 4 * PAGE)).isZero();
          assertThat(hands.syscalls().uprobe(file.inode(), 4 * PAGE + 1)).isEqualTo(-Errno.EINVAL);
          assertThat(hands.syscalls().uprobe(file.inode(), -PAGE)).isZero();
        });
  }
}
