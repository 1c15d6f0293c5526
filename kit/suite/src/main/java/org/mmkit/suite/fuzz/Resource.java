// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

/** What a call needs to have been made before it, by another call of the program. */
enum Resource {
  /** A SysV segment. */
  SEGMENT("shm"),
  /** A userfaultfd. */
  USERFAULTFD("uffd_open"),
  /** A child that lives on. */
  CHILD("child"),
  /** The break, asked for once. */
  HEAP("brk_init"),
  /** A flag that was posted, so that nobody waits for ever. */
  FLAG("post"),
  /** A window for mappings that the kernel places. */
  WINDOW("arena"),
  /** The files of the program, until one is closed. */
  FILES(""),
  /** Bounds of pointers, which no program of the fuzzer has. */
  BOUNDS("");

  private final String maker;

  Resource(String maker) {
    this.maker = maker;
  }

  /** The call that makes it; empty if none does. */
  String maker() {
    return maker;
  }
}
