// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/** Where in the kernel a task is: the call by which time, holds and waits are split. */
public enum Site {
  USER("user"),
  MMAP("mmap"),
  MAP_FIXED("map_fixed"),
  MUNMAP("munmap"),
  BRK("brk"),
  MREMAP("mremap"),
  MPROTECT("mprotect"),
  MADVISE("madvise"),
  MINCORE("mincore"),
  FORK("fork"),
  EXIT("exit"),
  FAULT("fault");

  private final String text;

  Site(String text) {
    this.text = text;
  }

  /** How results write it. */
  public String text() {
    return text;
  }
}
