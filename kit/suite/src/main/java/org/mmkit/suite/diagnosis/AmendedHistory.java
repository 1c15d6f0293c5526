// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.mmkit.unmap.HistoricSteps;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** Steps of old postings in a call, one step of which is put right. */
final class AmendedHistory implements HistoricSteps {
  private final AmendedCall call;
  private final HistoricSteps steps;

  AmendedHistory(AmendedCall call, HistoricSteps steps) {
    this.call = call;
    this.steps = steps;
  }

  @Override
  public long hpagePudSize() {
    return steps.hpagePudSize();
  }

  @Override
  public boolean needResched() {
    return steps.needResched();
  }

  @Override
  public void condResched() {
    steps.condResched();
  }

  @Override
  public VmaRange rangeFrom(Vma first, long start, long length) {
    call.needsLock();
    return steps.rangeFrom(first, start, length);
  }

  @Override
  public void markDead(VmaRange vmas) {
    call.needsLock();
    steps.markDead(vmas);
  }

  @Override
  public void zapPageRange(VmaRange vmas) {
    call.take("unmapVmas", () -> steps.zapPageRange(vmas));
  }

  @Override
  public void writeVmFlags(VmaRange vmas) {
    call.needsLock();
    steps.writeVmFlags(vmas);
  }

  @Override
  public long lockedVm() {
    return steps.lockedVm();
  }
}
