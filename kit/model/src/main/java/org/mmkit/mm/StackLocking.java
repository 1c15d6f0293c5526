// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/**
 * How a fault holds mmap_lock while it grows a stack: part of the era, as {@link VmaLocking} is.
 */
public enum StackLocking {
  /** For reading (to Linux 6.4). */
  SHARED {
    @Override
    StackGrowth growth(TaskStruct task) {
      return StackGrowth.underReaders(task);
    }

    @Override
    TreeNodes treeNodes(MmStruct mm) {
      return TreeNodes.whereStacksGrowUnderReaders(mm);
    }

    @Override
    void begin(LockRules locks) {
      locks.setGrowingStack(true);
    }

    @Override
    void end(LockRules locks) {
      locks.setGrowingStack(false);
    }
  },

  /** For writing (Linux 6.5). */
  EXCLUSIVE {
    @Override
    StackGrowth growth(TaskStruct task) {
      return new ExclusiveStackGrowth(task);
    }

    @Override
    TreeNodes treeNodes(MmStruct mm) {
      return TreeNodes.whereStoresExcludeReaders();
    }

    @Override
    void begin(LockRules locks) {}

    @Override
    void end(LockRules locks) {}
  };

  /** The growth for a fault of a task. */
  abstract StackGrowth growth(TaskStruct task);

  /** The nodes of the tree of VMAs. */
  abstract TreeNodes treeNodes(MmStruct mm);

  /** The current task begins to move the boundary of a stack: the rules of this era let it. */
  abstract void begin(LockRules locks);

  /** It is done. */
  abstract void end(LockRules locks);
}
