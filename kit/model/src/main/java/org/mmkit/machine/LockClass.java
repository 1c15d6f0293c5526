// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * The kind of lock that a lock is: lock order is checked between classes, not between single locks.
 *
 * @param name the kernel's name, such as {@code mmap_sem}
 * @param nestable whether a task may hold two locks of the class at once
 */
public record LockClass(String name, boolean nestable) {

  /** A class of which a task holds one lock at most. */
  public static LockClass of(String name) {
    return new LockClass(name, false);
  }

  /** A class of which a task may hold several locks at once. */
  public static LockClass nestable(String name) {
    return new LockClass(name, true);
  }
}
