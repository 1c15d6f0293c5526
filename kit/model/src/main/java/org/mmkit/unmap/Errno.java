// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** The error numbers of Linux that munmap itself returns; strategies return them negated. */
public final class Errno {
  /** A sealed mapping is in the range. */
  public static final int EPERM = 1;

  /** A fatal signal came before the lock. */
  public static final int EINTR = 4;

  /** Too many VMAs. */
  public static final int ENOMEM = 12;

  /** Unaligned, empty, or outside user space. */
  public static final int EINVAL = 22;

  private Errno() {}
}
