// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.mmkit.machine.policy.VirtualTime;

/** A machine with locks on which a small body breaks a rule of the machine, or keeps it. */
abstract class RuleBodies {

  final Rig rig =
      new Rig(
          new VirtualTime(),
          MachineOptions.defaults().withStepLimit(10_000).withLivelockLimit(1_000));
  final RwSemaphore sem = rig.sem;
  final SpinLock spin = rig.spin;
  final RwSemaphore other = rig.machine.newSemaphore(LockClass.of("i_mmap_rwsem"));

  final void convicts(RunEnd end, MachineRule rule, String message) {
    assertThat(rig.run()).isEqualTo(end);
    assertThat(rig.rules()).containsExactly(rule);
    assertThat(rig.onlyMessage()).isEqualTo(message);
  }

  final void acquits() {
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.machine.violations()).isEmpty();
  }
}
