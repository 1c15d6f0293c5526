// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

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
    if (call.mayTake()) {
      sem.downWrite();
      call.took(AmendedCall.WRITE);
    }
  }

  @Override
  public int downWriteKillable() {
    if (!call.mayTake()) {
      return 0;
    }
    int error = sem.downWriteKillable();
    if (error == 0) {
      call.took(AmendedCall.WRITE);
    }
    return error;
  }

  @Override
  public void downRead() {
    if (call.amendment.is(Sort.HOLD)) {
      downWrite();
    } else {
      sem.downRead();
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
