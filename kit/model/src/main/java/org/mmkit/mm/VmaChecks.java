// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;

/** What tasks may rely on when they find a VMA, or serve a fault in it (rules V9 and I-C). */
public final class VmaChecks {
  private final VmArea vma;

  /** Whether it has ever been attached, and is not being set up. */
  private boolean complete;

  /** The task that is copying its pages to a child. */
  private @Nullable Task copier;

  /** Bytes of it that its munmap has zapped, by one range of VMAs or by many. */
  private long zapped;

  /** Whether it left the tree before all of it was zapped. */
  private boolean owesZap;

  private boolean going;

  VmaChecks(VmArea vma) {
    this.vma = vma;
  }

  /** The current task begins to copy the pages to a child. */
  public void beginCopy() {
    copier = machine().current();
  }

  /** The pages are copied. */
  public void endCopy() {
    copier = null;
  }

  /** Rule I-C: no other task touches the pages of a VMA while fork copies them. */
  void requireNotCopied() {
    if (copier != null && copier != machine().current()) {
      machine()
          .report(MmRule.I_C, "fault in VMA " + vma.describe() + " while fork copies its pages");
    }
  }

  /** Its munmap has zapped bytes of it. */
  void zapped(long bytes) {
    zapped += bytes;
    if (owesZap && zapped >= vma.end() - vma.start()) {
      owesZap = false;
      vma.mm().addUnzapped(-1);
    }
  }

  /** It is out of the tree: its munmap has to zap what it has not zapped before. */
  void detached() {
    if (!owesZap && zapped < vma.end() - vma.start()) {
      owesZap = true;
      vma.mm().addUnzapped(1);
    }
  }

  /** Whether its page tables are freed by a writer that is alone, who will take it out. */
  boolean isGoing() {
    return going;
  }

  void setGoing(boolean on) {
    going = on;
  }

  /** Its maker has finished it; or has put it into the tree and has yet to finish it. */
  void setComplete(boolean on) {
    complete = on;
  }

  /** Rule V9 for the reverse map, into which a VMA comes when it has its place in a tree. */
  public void requireSetUp() {
    if (!vma.isAttached()) {
      requireComplete();
    }
  }

  /** Rule V9: a VMA that can be found is set up, and no half-made copy of another one. */
  void requireComplete() {
    if (!complete) {
      machine().report(MmRule.V9, "VMA " + vma.describe() + " found while it is being set up");
    }
  }

  private Machine machine() {
    return vma.mm().machine();
  }
}
