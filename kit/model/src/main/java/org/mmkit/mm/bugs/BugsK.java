// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.Fault;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.Parts;
import org.mmkit.mm.Replacement;
import org.mmkit.mm.syscall.Brk;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.Signal;

/** Family K of the corpus: results and error numbers. */
enum BugsK implements Bug {

  /** brk compares an unsigned result with {@code < 0}: a failed shrink passes for success. */
  K_07(
      with(
          Brk.PART,
          task ->
              new Brk(task) {
                @Override
                protected int lowerAndUnmap(long wanted, long start, long length) {
                  return Math.max(0, super.lowerAndUnmap(wanted, start, length));
                }
              })),

  /** brk lowers mm->brk when the lock has been downgraded. */
  K_08(
      with(
          Brk.PART,
          task ->
              new Brk(task) {
                @Override
                protected int lowerAndUnmap(long wanted, long start, long length) {
                  int result = unmapTail(start, length);
                  if (result >= 0) {
                    task.mm().layout().setBrk(wanted);
                  }
                  return result;
                }
              })),

  /** A fault in a VMA that is marked VM_DEAD ends in SIGBUS. */
  K_13(
      with(
          Fault.PART,
          task ->
              new Fault(task) {
                @Override
                protected Signal deadSignal() {
                  return Signal.BUS_ADRERR;
                }
              })),

  /** mmap(MAP_FIXED) tests its limits when the old mapping is gone. */
  K_15(
      with(
          Mmap.PART,
          task ->
              new Mmap(task) {
                @Override
                protected boolean fits(long flags, long more) {
                  return true;
                }

                @Override
                protected int clear(Replacement old, long length, long flags) {
                  int error = super.clear(old, length, flags);
                  boolean late = error == 0 && !super.fits(flags, Addr.pages(length));
                  return late ? -Errno.ENOMEM : error;
                }
              }));

  private final Parts parts;

  BugsK(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}
