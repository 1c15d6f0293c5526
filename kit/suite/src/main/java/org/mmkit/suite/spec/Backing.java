// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.TreeMap;

/**
 * What is behind the pages of a shared or a file mapping.
 *
 * @param kind what it is
 * @param bytes its size; loads behind the last page of it fault
 * @param resident the frame of each page that is in memory
 */
record Backing(Kind kind, long bytes, TreeMap<Long, Integer> resident) {

  /** Where it comes from. */
  enum Kind {
    /** The file F. */
    FILE,
    MEMFD,
    /** The file with code that uprobes are put into. */
    CODE,
    /** Shared memory without a name. */
    SHARED_MEMORY,
    /** A SysV segment. */
    SHM,
    /** The nameless file behind huge pages. */
    HUGETLB,
    /** A driver's memory. */
    DEVICE,
    /** A driver's buffer: there is what the driver has put there. */
    BINDER
  }

  Backing withBytes(long size) {
    return new Backing(kind, size, resident);
  }

  Backing copy() {
    return new Backing(kind, bytes, new TreeMap<>(resident));
  }

  /** Whether maps shows the offset. */
  boolean showsOffset() {
    return kind == Kind.FILE || kind == Kind.MEMFD || kind == Kind.CODE;
  }
}
