// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.mm.AccessKind;
import org.mmkit.unmap.SpeculativeFault;

/** A fault of the model without a lock, as a protocol sees it. */
record KernelSpeculativeFault(org.mmkit.mm.SpeculativeFault fault) implements SpeculativeFault {
  @Override
  public long address() {
    return fault.address();
  }

  @Override
  public boolean isWrite() {
    return fault.kind() == AccessKind.WRITE;
  }

  @Override
  public boolean findVma() {
    return fault.findVma();
  }

  @Override
  public boolean lockTable() {
    if (!fault.isFound()) {
      throw new IllegalStateException("lockTable() comes after a findVma() that answered true");
    }
    return fault.lockTable();
  }

  @Override
  public void map() {
    require("map()");
    fault.map();
  }

  @Override
  public void unlockTable() {
    require("unlockTable()");
    fault.unlockTable();
  }

  private void require(String call) {
    if (!fault.isTableLocked()) {
      throw new IllegalStateException(call + " comes after a lockTable() that answered true");
    }
  }
}
