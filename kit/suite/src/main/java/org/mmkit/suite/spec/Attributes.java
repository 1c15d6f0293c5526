// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * What is the same for each page of a run.
 *
 * @param prot the protection: 1 read, 2 write, 4 execute
 * @param mayProt the most that mprotect may give
 * @param shared whether stores go to the object
 * @param object the object whose pages are mapped, or {@link Objects#NONE}
 * @param delta the object's page number less the page number; 0 without an object
 * @param flags bits of {@link Flag}
 * @param uffd the userfaultfd that it is registered with, or 0
 */
record Attributes(
    int prot, int mayProt, boolean shared, int object, long delta, long flags, int uffd) {

  static final int READ = 1;
  static final int WRITE = 2;
  static final int EXEC = 4;

  boolean has(Flag flag) {
    return (flags & flag.bit()) != 0;
  }

  boolean can(int access) {
    return (prot & access) != 0;
  }

  Attributes with(Flag flag) {
    return withFlags(flags | flag.bit());
  }

  Attributes without(Flag flag) {
    return withFlags(flags & ~flag.bit());
  }

  Attributes with(Flag flag, boolean set) {
    return set ? with(flag) : without(flag);
  }

  Attributes withProt(int newProt) {
    return new Attributes(newProt, mayProt, shared, object, delta, flags, uffd);
  }

  /** Watched by nobody. */
  Attributes unwatched() {
    return watchedBy(0, false, false);
  }

  /** Watched by a userfaultfd for faults on pages that are not there, or that are not mapped. */
  Attributes watchedBy(int context, boolean missing, boolean minor) {
    Attributes watched = with(Flag.MISSING, missing).with(Flag.MINOR, minor);
    return new Attributes(prot, mayProt, shared, object, delta, watched.flags, context);
  }

  /** The same object pages seen from pages that lie further up by a distance. */
  Attributes movedBy(long pages) {
    return object == Objects.NONE
        ? this
        : new Attributes(prot, mayProt, shared, object, delta - pages, flags, uffd);
  }

  /** VM_SHARED: shared and not through a file that was opened for reading only. */
  boolean isSharedWritable() {
    return shared && (mayProt & WRITE) != 0;
  }

  /** Private memory without a file. */
  boolean isAnonymous() {
    return object == Objects.NONE;
  }

  /** Whether its pages count against RLIMIT_DATA. */
  boolean isData() {
    return can(WRITE) && !isSharedWritable() && !has(Flag.GROWSDOWN);
  }

  /** Whether its pages count as locked. */
  boolean isLocked() {
    return has(Flag.LOCKED);
  }

  private Attributes withFlags(long newFlags) {
    return new Attributes(prot, mayProt, shared, object, delta, newFlags, uffd);
  }
}
