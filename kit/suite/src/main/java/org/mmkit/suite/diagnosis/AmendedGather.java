// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.VmaRange;

/** An mmu_gather of a call, one step of which is put right. */
final class AmendedGather implements MmuGather {
  private final AmendedCall call;
  private final MmuGather gather;

  AmendedGather(AmendedCall call, MmuGather gather) {
    this.call = call;
    this.gather = gather;
  }

  @Override
  public void unmapVmas(VmaRange vmas) {
    VmaRange all = call.whole("unmapVmas", vmas);
    call.take("unmapVmas", () -> gather.unmapVmas(all));
  }

  @Override
  public void unmapVmasSkipVmFlags(VmaRange vmas) {
    VmaRange all = call.whole("unmapVmas", vmas);
    call.take("unmapVmas", () -> gather.unmapVmasSkipVmFlags(all));
  }

  @Override
  public void freePgtables(VmaRange vmas) {
    VmaRange all = call.whole("freePgtables", vmas);
    call.take("freePgtables", () -> gather.freePgtables(all));
  }

  @Override
  public void freePgtables(VmaRange vmas, long floor, long ceiling) {
    VmaRange all = call.whole("freePgtables");
    Runnable asGiven = () -> gather.freePgtables(vmas, floor, ceiling);
    call.take("freePgtables", all == null ? asGiven : () -> gather.freePgtables(all));
  }

  @Override
  public void finish() {
    call.opened(null);
    call.take("finish", gather::finish);
  }
}
