// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.uapi;

/**
 * What madvise(2) can be told of a range, under Linux's names without {@code MADV_}. Huge pages
 * that come and go by themselves are not modelled, so MADV_COLLAPSE is missing.
 */
public enum Advice {
  NORMAL,
  RANDOM,
  SEQUENTIAL,
  WILLNEED,
  DONTNEED,
  DONTNEED_LOCKED,
  FREE,
  REMOVE,
  DONTFORK,
  DOFORK,
  WIPEONFORK,
  KEEPONFORK,
  DONTDUMP,
  DODUMP,
  MERGEABLE,
  UNMERGEABLE,
  HUGEPAGE,
  NOHUGEPAGE,
  COLD,
  PAGEOUT,
  POPULATE_READ,
  POPULATE_WRITE,
  GUARD_INSTALL,
  GUARD_REMOVE;

  /** Whether it only changes flags of VMAs, which needs mmap_sem for writing. */
  public boolean changesFlags() {
    return switch (this) {
      case WILLNEED,
          DONTNEED,
          DONTNEED_LOCKED,
          FREE,
          REMOVE,
          COLD,
          PAGEOUT,
          POPULATE_READ,
          POPULATE_WRITE,
          GUARD_INSTALL,
          GUARD_REMOVE ->
          false;
      default -> true;
    };
  }

  /** Whether it may lose the contents of pages, which a sealed mapping does not allow everybody. */
  public boolean discards() {
    return switch (this) {
      case FREE, DONTNEED, DONTNEED_LOCKED, REMOVE, DONTFORK, WIPEONFORK, GUARD_INSTALL -> true;
      default -> false;
    };
  }
}
