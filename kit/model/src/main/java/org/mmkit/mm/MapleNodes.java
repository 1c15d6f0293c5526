// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;

/**
 * The nodes of a maple tree that readers with mmap_lock walk while others store: stacks that grow
 * with mmap_lock held for reading do so (Linux 6.1 to 6.4). A store copies the nodes that it
 * changes, and the old ones are freed when the readers under RCU have left; readers that rely on
 * mmap_lock are not among them.
 */
final class MapleNodes extends TreeNodes {
  private static final class Node {
    private boolean freed;
  }

  private final MmStruct mm;
  private Node node = new Node();

  /** The nodes of the tree of an address space. */
  MapleNodes(MmStruct mm) {
    this.mm = mm;
  }

  @Override
  void walk() {
    Node from = node;
    mm.machine().step(StepKind.TREE_READ, mm.vmas().id(), Access.READ);
    if (from.freed) {
      throw mm.machine().fatal(MmRule.U1, "walk of a freed node of the tree of VMAs");
    }
  }

  @Override
  void replace() {
    Node old = node;
    node = new Node();
    mm.kernel().rcu().call(() -> old.freed = true);
  }
}
