// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import java.util.function.IntSupplier;
import org.mmkit.suite.diagnosis.Amendment.Sort;
import org.mmkit.unmap.MmapSem;

/** mmap_sem of a call, one step of which is put right. */
final class AmendedSem implements MmapSem {
  private final AmendedCall call;
  private final MmapSem sem;

  AmendedSem(AmendedCall call) {
    this.call = call;
    this.sem = call.kernel.mmapSem();
  }

  @Override
  public void downWrite() {
    write(sem::downWrite);
  }

  @Override
  public void downWrite(long start, long end) {
    write(() -> sem.downWrite(start, end));
  }

  private void write(Runnable wait) {
    if (call.mayTake()) {
      wait.run();
      call.took(AmendedCall.WRITE);
    }
  }

  @Override
  public int downWriteKillable() {
    return writeKillable(sem::downWriteKillable);
  }

  @Override
  public int downWriteKillable(long start, long end) {
    return writeKillable(() -> sem.downWriteKillable(start, end));
  }

  private int writeKillable(IntSupplier wait) {
    if (!call.mayTake()) {
      return 0;
    }
    int error = wait.getAsInt();
    if (error == 0) {
      call.took(AmendedCall.WRITE);
    }
    return call.answer("down_write", error);
  }

  @Override
  public void downRead() {
    read(sem::downRead, sem::downWrite);
  }

  @Override
  public void downRead(long start, long end) {
    read(() -> sem.downRead(start, end), () -> sem.downWrite(start, end));
  }

  private void read(Runnable wait, Runnable waitToWrite) {
    if (call.amendment.is(Sort.HOLD)) {
      write(waitToWrite);
    } else {
      wait.run();
      call.took(AmendedCall.READ);
    }
  }

  @Override
  public void upWrite() {
    call.before("up_write");
    call.release(true);
    call.after("up_write");
  }

  @Override
  public void upRead() {
    call.before("up_read");
    call.release(false);
    call.after("up_read");
  }

  @Override
  public void downgradeWrite() {
    call.before("downgrade_write");
    if (call.mayDowngrade()) {
      sem.downgradeWrite();
      call.took(AmendedCall.READ);
    }
  }

  @Override
  public boolean isContended() {
    return sem.isContended();
  }
}
