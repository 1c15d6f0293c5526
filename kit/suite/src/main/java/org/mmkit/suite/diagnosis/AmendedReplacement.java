// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Replacement;

/** A replacement by mmap(MAP_FIXED), one step of which is put right. */
final class AmendedReplacement implements Replacement {
  private final AmendedCall call;
  private final Replacement strategys;

  AmendedReplacement(AmendedCall call, CompanionPaths.FixedUnmap path) {
    this.call = call;
    this.strategys = path.begin(new AmendedContext(call), call.start, call.length);
  }

  @Override
  public int gather() {
    int error = strategys.gather();
    if (error != 0) {
      return error;
    }
    int refused = call.collected();
    if (refused != 0) {
      strategys.abort();
    }
    return refused;
  }

  @Override
  public long pages() {
    return strategys.pages();
  }

  @Override
  public void cleanUp() {
    strategys.cleanUp();
  }

  @Override
  public void complete() {
    strategys.complete();
  }

  @Override
  public void abort() {
    strategys.abort();
  }
}
