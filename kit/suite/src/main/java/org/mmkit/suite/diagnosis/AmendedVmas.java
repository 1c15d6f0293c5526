// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.jspecify.annotations.Nullable;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.VmaSteps;

/** Steps on one VMA at a time in a call, one step of which is put right. */
final class AmendedVmas implements VmaSteps {
  private final AmendedCall call;
  private final VmaSteps steps;

  AmendedVmas(AmendedCall call, VmaSteps steps) {
    this.call = call;
    this.steps = steps;
  }

  @Override
  public @Nullable Vma findVma(long address) {
    call.needsLock();
    return steps.findVma(address);
  }

  @Override
  public @Nullable Vma next(Vma vma) {
    return steps.next(vma);
  }

  @Override
  public @Nullable Vma prev(long start) {
    return steps.prev(start);
  }

  @Override
  public VmaRange lookup(long start, long length) {
    call.needsLock();
    call.before("lookup");
    return call.found().lookedUp(steps.lookup(start, length));
  }

  @Override
  public int mapCount() {
    return steps.mapCount();
  }

  @Override
  public int maxMapCount() {
    return steps.maxMapCount();
  }

  @Override
  public int splitBelow(Vma vma, long address) {
    call.needsLock();
    return call.answer("splitVma", steps.splitBelow(vma, address));
  }

  @Override
  public int splitAbove(Vma vma, long address) {
    call.needsLock();
    return call.answer("splitVma", steps.splitAbove(vma, address));
  }

  @Override
  public void startWrite(Vma vma) {
    steps.startWrite(vma);
  }

  @Override
  public void markDetached(Vma vma) {
    steps.markDetached(vma);
  }

  @Override
  public void markAttached(Vma vma) {
    steps.markAttached(vma);
  }

  @Override
  public MtDetach mtDetach(long start, long end) {
    MtDetach tree = steps.mtDetach(start, end);
    call.found().collects(tree);
    return new AmendedTree(call, tree);
  }

  @Override
  public int iterClearGfp(VmaRange vmas) {
    call.found().set(vmas);
    int error = call.takes("detach", () -> steps.iterClearGfp(vmas)) ? steps.iterClearGfp(vmas) : 0;
    return call.answer("detach", error);
  }

  @Override
  public void subtractLockedVm(VmaRange vmas) {
    VmaRange all = call.whole("munlock", vmas);
    call.take("munlock", () -> steps.subtractLockedVm(all));
  }
}
