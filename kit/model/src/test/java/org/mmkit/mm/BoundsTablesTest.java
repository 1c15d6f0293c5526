// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.ArchHook;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

class BoundsTablesTest {

  private static void run(Consumer<Hands> body) {
    Lab lab = new Lab(new ExclusiveMunmap(), KernelParams.standard().withHook(ArchHook.MPX));
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
          body.accept(hands);
          Invariants.checkQuiescent(lab.mm());
          hands.task().exit();
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void whereNothingWasNotedThereAreNoBounds() {
    run(hands -> assertThat(hands.memory().loadBounds(BASE)).isZero());
  }

  @Test
  void aTableIsAMappingThatGoesWithTheLastMemoryThatItDescribes() {
    run(
        hands -> {
          int before = hands.task().mm().vmas().size();
          hands.memory().storeBounds(BASE, 'a');
          hands.memory().storeBounds(BASE + 3 * PAGE, 'd');
          assertThat(hands.task().mm().vmas().size()).isEqualTo(before + 1);
          hands.syscalls().munmap(BASE, PAGE);
          assertThat(hands.memory().loadBounds(BASE)).isZero();
          assertThat(hands.memory().loadBounds(BASE + 3 * PAGE)).isEqualTo('d');
          hands.syscalls().munmap(BASE + PAGE, 3 * PAGE);
          assertThat(hands.memory().loadBounds(BASE + 3 * PAGE)).isZero();
          assertThat(hands.task().mm().vmas().size()).isEqualTo(before - 1);
        });
  }

  @Test
  void aForkedChildHasBoundsOfItsOwn() {
    run(
        hands -> {
          hands.memory().storeBounds(BASE, 'a');
          TaskStruct child =
              new TaskStruct(hands.task().kernel(), hands.task().task(), hands.syscalls().fork());
          new Syscalls(child).munmap(BASE, 4 * PAGE);
          assertThat(new UserMemory(child).loadBounds(BASE)).isZero();
          child.exit();
          assertThat(hands.memory().loadBounds(BASE)).isEqualTo('a');
        });
  }
}
