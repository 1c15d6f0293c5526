// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;

/**
 * MMF_HAS_UPROBES and MMF_RECALC_UPROBES of an mm: whether a breakpoint may be in it, and whether
 * that should be worked out anew. May be set for nothing; but where a breakpoint is, one of them
 * must be set (rule F-U).
 */
public final class UprobeFlags {
  private final Machine machine;
  private final long id;
  private boolean has;
  private boolean recalc;

  UprobeFlags(Machine machine) {
    this.machine = machine;
    this.id = machine.newId();
  }

  private void step() {
    machine.step(StepKind.COUNTER, id, Access.WRITE);
  }

  /** They are looked at, whatever comes of it. */
  private void read() {
    machine.touched().add(id, Access.READ);
  }

  /** Whether breakpoints are looked after at all in this mm. */
  boolean has() {
    read();
    return has;
  }

  /** Whether neither is set. */
  boolean areClear() {
    return !has && !recalc;
  }

  /** A breakpoint was put into a page. */
  void installed() {
    read();
    if (!has || recalc) {
      step();
      has = true;
      recalc = false;
    }
  }

  /** Memory goes in which breakpoints may be. */
  void removed() {
    read();
    if (has && !recalc) {
      step();
      recalc = true;
    }
  }

  /** A child gets the breakpoints of its parent, or some of them. */
  void copy(UprobeFlags parent) {
    has = parent.has;
    recalc = parent.has;
  }

  /** Whether it should be computed again; the caller must then do it. */
  boolean testAndClearRecalc() {
    read();
    if (!recalc) {
      return false;
    }
    step();
    boolean was = recalc;
    recalc = false;
    return was;
  }

  /** No mapping has a breakpoint. */
  public void clear() {
    step();
    has = false;
  }
}
