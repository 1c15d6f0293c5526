// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;

import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Lab;
import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.Signal;

class BinderTest {
  private final Lab lab = new Lab();

  private void withBuffer(BiConsumer<Hands, Binder> body) {
    lab.run(
        hands -> {
          Binder binder = hands.events().openBinder();
          assertThat(hands.events().mapBinder(binder, BASE, 2 * PAGE)).isZero();
          body.accept(hands, binder);
          Invariants.checkQuiescent(lab.mm());
          hands.task().exit();
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void thereIsWhatTheDriverPutThere() {
    withBuffer(
        (hands, binder) -> {
          assertThat(hands.events().binderPut(binder, 1, (byte) 'p')).isZero();
          assertThat(hands.memory().load(BASE + PAGE)).isEqualTo('p');
          assertThat(UserMemory.signalOf(hands.memory().load(BASE))).isEqualTo(Signal.BUS_ADRERR);
        });
  }

  @Test
  void aMappingThatWentGetsNoMorePages() {
    withBuffer(
        (hands, binder) -> {
          hands.events().binderPut(binder, 0, (byte) 'p');
          hands.syscalls().munmap(BASE, PAGE);
          assertThat(hands.events().binderPut(binder, 0, (byte) 'p')).isEqualTo(-Errno.ESRCH);
          assertThat(hands.events().binderPut(binder, 1, (byte) 'q')).isZero();
        });
  }

  @Test
  void theShrinkerTakesOnlyWhatIsNotInUse() {
    withBuffer(
        (hands, binder) -> {
          hands.events().binderPut(binder, 0, (byte) 'p');
          hands.events().binderPut(binder, 1, (byte) 'q');
          assertThat(hands.events().binderFree(binder, 0)).isZero();
          hands.events().binderShrink(binder);
          assertThat(UserMemory.signalOf(hands.memory().load(BASE))).isEqualTo(Signal.BUS_ADRERR);
          assertThat(hands.memory().load(BASE + PAGE)).isEqualTo('q');
        });
  }

  @Test
  void theShrinkerDoesNotWaitForTheLock() {
    withBuffer(
        (hands, binder) -> {
          hands.events().binderPut(binder, 0, (byte) 'p');
          hands.events().binderFree(binder, 0);
          lab.mm().mmapSem().downWrite();
          binder.shrink(hands.task());
          lab.mm().mmapSem().upWrite();
          assertThat(hands.memory().load(BASE)).isEqualTo('p');
        });
  }
}
