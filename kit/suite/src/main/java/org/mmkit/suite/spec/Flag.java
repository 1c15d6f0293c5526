// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * Attributes of a mapped page that are either there or not; the kernel's VM_ flags of that name.
 */
enum Flag {
  LOCKED("lo"),
  ONFAULT("lf"),
  GROWSDOWN("gd"),
  NORESERVE("nr"),
  DONTFORK("dc"),
  DONTDUMP("dd"),
  WIPEONFORK("wf"),
  DROPPABLE("dp"),
  SEALED("sl"),
  SEQUENTIAL("sr"),
  RANDOM("rr"),
  HUGEPAGE("hg"),
  NOHUGEPAGE("nh"),
  MERGEABLE("mg"),
  HUGETLB("ht"),
  SHM(""),
  SYNC("sf"),
  /** What a userfaultfd waits for: pages that are not there, or that are not mapped. */
  MISSING("um"),
  MINOR("ui"),
  /** Anonymous memory that was mapped through /dev/zero, which it goes on to hold. */
  ZERO_DEVICE(""),
  /** Private huge memory that fork gave to a child: nothing is promised to it. */
  UNRESERVED("");

  private final String code;

  Flag(String code) {
    this.code = code;
  }

  /** The letters of smaps' VmFlags; empty where they do not tell. */
  String code() {
    return code;
  }

  long bit() {
    return 1L << ordinal();
  }
}
