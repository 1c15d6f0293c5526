// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import java.util.Set;
import org.mmkit.suite.program.Call;

/**
 * The arguments of mmap.
 *
 * @param address as passed
 * @param bytes as passed
 * @param prot as passed
 * @param letters sharing and kind, one letter each
 * @param offset in bytes
 * @param file the file's name in the case language; {@code none} without one
 * @param flags further flags
 * @param placement what decides where
 */
record MapRequest(
    long address,
    long bytes,
    int prot,
    String letters,
    long offset,
    String file,
    List<String> flags,
    Placement placement) {

  private static final Set<String> ON_DISK = Set.of("f", "ro", "wo", "u");

  /** What decides where a mapping goes. */
  enum Placement {
    FIXED,
    HINT,
    ANYWHERE
  }

  /** The request of map, hint and their kin, for an address. */
  static MapRequest of(Turn turn, long address, Placement placement) {
    Call call = turn.call();
    return new MapRequest(
        address,
        turn.bytes("n"),
        (int) call.prot("prot", turn.env()),
        call.text("fl"),
        turn.bytes("off"),
        call.has("fd") ? call.text("fd") : usualFile(call.text("fl")),
        call.words("ex"),
        call.words("ex").contains("NOREPLACE") ? Placement.FIXED : placement);
  }

  private static String usualFile(String letters) {
    return letters.contains("f") ? "f" : letters.contains("m") ? "m" : "none";
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  boolean hasLetter(char letter) {
    return letters.indexOf(letter) >= 0;
  }

  boolean isAnonymous() {
    return hasLetter('a');
  }

  boolean isHuge() {
    return has("HUGETLB");
  }

  boolean isDroppable() {
    return hasLetter('d');
  }

  boolean isShared() {
    return hasLetter('s') || hasLetter('v');
  }

  boolean isPrivate() {
    return hasLetter('p') && !isShared();
  }

  /** MAP_SHARED_VALIDATE, which has the bits of MAP_SHARED and MAP_PRIVATE. */
  boolean isValidated() {
    return hasLetter('v') || hasLetter('s') && hasLetter('p');
  }

  /** The memory of a driver. */
  boolean isDriver() {
    return !isAnonymous() && file.equals("dev");
  }

  /** Anonymous memory through /dev/zero. */
  boolean isPrivateZero() {
    return !isAnonymous() && !isShared() && file.equals("zero");
  }

  /** A file of a file system that knows MAP_SYNC, and refuses it without DAX. */
  boolean isOnDisk() {
    return !isAnonymous() && ON_DISK.contains(file);
  }

  boolean isFixed() {
    return placement == Placement.FIXED;
  }

  boolean populates() {
    return has("POPULATE") && !has("NONBLOCK");
  }
}
