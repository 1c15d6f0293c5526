// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.uapi.Addr;

/**
 * What an mremap(2) asks for; addresses and lengths in bytes, lengths in whole pages.
 *
 * @param address start of the old range
 * @param oldLength its length; 0 duplicates a shared mapping
 * @param newLength length of the new range
 * @param flags {@code MREMAP_} bits
 * @param newAddress where the new range goes, where the flags or the search for room say so
 */
public record RemapArgs(long address, long oldLength, long newLength, int flags, long newAddress) {
  public static final int MAYMOVE = 1;
  public static final int FIXED = 2;
  static final int DONTUNMAP = 4;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Whether the caller gives the new address ({@code vrm_implies_new_addr}). */
  boolean givesNewAddress() {
    return has(FIXED | DONTUNMAP);
  }

  /** Whether nothing is resized, only moved: then the range may hold several VMAs. */
  boolean isMoveOnly() {
    return has(FIXED) && oldLength == newLength;
  }

  boolean overlaps() {
    return Long.compareUnsigned(address + oldLength, newAddress) > 0
        && Long.compareUnsigned(newAddress + newLength, address) > 0;
  }

  boolean shrinks() {
    return Long.compareUnsigned(oldLength, newLength) > 0;
  }

  boolean expands() {
    return Long.compareUnsigned(oldLength, newLength) < 0;
  }

  long oldEnd() {
    return address + oldLength;
  }

  /** Pages that the mapping grows by. */
  long morePages() {
    return Addr.pages(newLength - oldLength);
  }

  /** The same with lengths in whole huge pages. */
  RemapArgs inHugePages() {
    long mask = Addr.PMD_SIZE - 1;
    return new RemapArgs(
        address, (oldLength + mask) & ~mask, (newLength + mask) & ~mask, flags, newAddress);
  }

  /** The same for a range that has been cut to the new length. */
  RemapArgs afterShrink() {
    return new RemapArgs(address, newLength, newLength, flags, newAddress);
  }

  RemapArgs movingTo(long target) {
    return new RemapArgs(address, oldLength, newLength, flags, target);
  }

  /** The move of one VMA's part of the range. */
  RemapArgs part(long from, long length, long target) {
    return new RemapArgs(from, length, length, flags, target);
  }
}
