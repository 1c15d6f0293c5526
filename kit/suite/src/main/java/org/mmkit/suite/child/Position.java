// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

/** How far the run has come; written by the run, read by its watchdog. */
final class Position {
  private volatile String stage = "";
  private volatile String caseId = "";
  private volatile long ticks;

  void enterStage(String id) {
    stage = id;
    caseId = "";
    tick();
  }

  void enterCase(String id) {
    caseId = id;
    tick();
  }

  /** One more unit of work is done. Only the run calls this, so that no tick is lost. */
  void tick() {
    ticks++;
  }

  long ticks() {
    return ticks;
  }

  /** Where the run is, such as {@code " in race/reuse"}; empty before the first stage. */
  String where() {
    return stage.isEmpty()
        ? ""
        : " in " + (caseId.isEmpty() ? "stage " + stage : stage + "/" + caseId);
  }
}
