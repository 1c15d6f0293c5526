// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;
import static org.mmkit.mm.uapi.MmapFlags.MAP_FIXED;
import static org.mmkit.mm.uapi.MmapFlags.MAP_PRIVATE;
import static org.mmkit.mm.uapi.MmapFlags.MAP_SHARED;

import org.junit.jupiter.api.Test;
import org.mmkit.mm.Inode;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Lab;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.RssStat;
import org.mmkit.mm.uapi.Signal;

class TruncateTest {
  private static final long ABOVE = BASE + 8 * PAGE;

  private static OpenFile file(Lab lab) {
    Inode inode = new Inode(lab.kernel, Inode.Kind.REGULAR, 4 * PAGE);
    inode.cache().fillPage(2, (byte) 'C');
    return new OpenFile(inode, true, true);
  }

  @Test
  void cutPagesLeaveEveryMappingAndPrivateCopiesGoWithThem() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          OpenFile file = file(lab);
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, MAP_SHARED | MAP_FIXED, file, 0);
          hands.syscalls().mmap(ABOVE, 4 * PAGE, RW, MAP_PRIVATE | MAP_FIXED, file, 0);
          hands.memory().load(BASE + 2 * PAGE);
          hands.memory().store(ABOVE + 2 * PAGE, 'x');
          hands.files().ftruncate(file, 2 * PAGE);
          assertThat(lab.mm().rss().pages(RssStat.MM_FILEPAGES)).isZero();
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isZero();
          assertThat(lab.kernel.frames().inUse()).isZero();
          assertThat(UserMemory.signalOf(hands.memory().load(BASE + 2 * PAGE)))
              .isEqualTo(Signal.BUS_ADRERR);
          Invariants.checkQuiescent(lab.mm());
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aHoleLeavesPrivateCopiesAlone() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          OpenFile file = file(lab);
          hands.syscalls().mmap(ABOVE, 4 * PAGE, RW, MAP_PRIVATE | MAP_FIXED, file, 0);
          hands.memory().store(ABOVE + 2 * PAGE, 'x');
          hands.memory().load(ABOVE + 3 * PAGE);
          hands.files().punchHole(file, PAGE, 3 * PAGE);
          assertThat(hands.memory().load(ABOVE + 2 * PAGE)).isEqualTo('x');
          // Page 0, which the load mapped as well, is not in the hole.
          assertThat(lab.mm().rss().pages(RssStat.MM_FILEPAGES)).isEqualTo(1);
          assertThat(file.inode().size()).isEqualTo(4 * PAGE);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aHoleWithinOnePageIsZeroedByteByByte() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          OpenFile file = file(lab);
          long start = 2 * PAGE + 100;
          hands.files().punchHole(file, start, 10);
          byte[] read = new byte[1];
          for (int offset = 99; offset <= 110; offset++) {
            hands.files().read(file, 2 * PAGE + offset, read);
            boolean inHole = offset >= 100 && offset < 110;
            assertThat(read[0]).as("byte %d", offset).isEqualTo((byte) (inHole ? 0 : 'C'));
          }
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void whatWasCutReadsAsZeroWhenTheFileGrowsAgain() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          OpenFile file = file(lab);
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, MAP_SHARED | MAP_FIXED, file, 0);
          hands.files().ftruncate(file, 2 * PAGE + PAGE / 2);
          hands.files().ftruncate(file, 4 * PAGE);
          assertThat(hands.memory().load(BASE + 2 * PAGE)).isEqualTo('C');
          assertThat(hands.memory().load(BASE + 2 * PAGE + PAGE / 2)).isZero();
        });
    assertThat(lab.brokenRules()).isEmpty();
  }
}
