// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.mmkit.suite.diagnosis.Amendment.Sort;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** A side tree of a call, one step of which is put right. */
final class AmendedTree implements MtDetach {
  private final AmendedCall call;
  private final MtDetach tree;
  private int stored;

  AmendedTree(AmendedCall call, MtDetach tree) {
    this.call = call;
    this.tree = tree;
  }

  @Override
  public int store(int index, Vma vma) {
    return call.answer("store", tree.store(call.amendment.is(Sort.INDEX) ? stored++ : index, vma));
  }

  @Override
  public VmaRange vmas() {
    return tree.vmas();
  }
}
