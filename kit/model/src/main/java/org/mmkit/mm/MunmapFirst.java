// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.List;

/**
 * What mmap(MAP_FIXED) replaces is unmapped before anything is put in its place (to Linux 6.11).
 */
final class MunmapFirst implements Replacement {
  private final Munmap munmap;
  private final long start;
  private final long length;
  private final UnmapEvents events;
  private VmaRange old;

  MunmapFirst(TaskStruct task, long start, long length, UnmapEvents events) {
    this.munmap = new Munmap(task);
    this.start = start;
    this.length = length;
    this.events = events;
    this.old = new VmaRange(start, start, List.of());
  }

  @Override
  public int gather() {
    old = munmap.range().lookupAndSplit(start, length);
    return old.error();
  }

  @Override
  public long pages() {
    long pages = 0;
    for (VmArea vma : old.vmas()) {
      pages += vma.pages();
    }
    return pages;
  }

  @Override
  public int cleanUp() {
    return old.isEmpty() ? 0 : munmap.doMunmap(start, length, events);
  }

  @Override
  public void complete() {}

  @Override
  public void abort() {}
}
