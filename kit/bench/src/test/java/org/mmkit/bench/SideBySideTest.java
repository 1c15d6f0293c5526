// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.unmap.detach.DetachV7;
import org.mmkit.unmap.merged.Merged58;

/**
 * Both tools find the planted bug, and both acquit the fixed race: else no ratio means anything.
 */
class SideBySideTest {

  @Test
  void mmkitFindsTheBug() {
    Measured measured = new MmkitSide(DetachV7::new, FiberKind.AUTO).run(2_000);
    assertThat(measured.found()).startsWith("MM");
  }

  @Test
  void mmkitAcquitsTheFix() {
    Measured measured = new MmkitSide(Merged58::new, FiberKind.AUTO).run(2_000);
    assertThat(measured.found()).isEmpty();
    assertThat(measured.schedules()).isEqualTo(2_000);
  }

  @Test
  void lincheckFindsTheBug() {
    Measured measured = LincheckSide.run(PlainSpaceWithBug.class, 1_000);
    assertThat(measured.found()).contains("Validation function");
  }

  /** The count is what Lincheck's other entry point fails: it runs a handful and says nothing. */
  @Test
  void lincheckAcquitsTheFixAndReallyRunsWhatItWasAskedFor() {
    Measured measured = LincheckSide.run(PlainSpaceFixed.class, 300);
    assertThat(measured.found()).isEmpty();
    assertThat(measured.schedules()).isEqualTo(300);
  }
}
