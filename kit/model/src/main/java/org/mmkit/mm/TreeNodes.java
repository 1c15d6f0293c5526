// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;

/**
 * What readers of a tree of VMAs hold while they walk it. Where a store excludes them there is
 * nothing to tell.
 *
 * @see MapleNodes
 */
public class TreeNodes {
  /** How they are made. */
  public static final Part<Function<MmStruct, TreeNodes>> PART =
      Part.of("the nodes of the tree of VMAs", mm -> mm.kernel().stackLocking().treeNodes(mm));

  /** Those of a tree whose stores exclude its readers. */
  static TreeNodes whereStoresExcludeReaders() {
    return new TreeNodes();
  }

  /** Those of a kernel in which stacks grow with mmap_lock held for reading. */
  public static TreeNodes whereStacksGrowUnderReaders(MmStruct mm) {
    return mm.kernel().vmaLocking().treeNodes(mm);
  }

  /** A reader walks down. */
  void walk() {}

  /** A store puts other nodes in the place of those that it changes. */
  void replace() {}
}
