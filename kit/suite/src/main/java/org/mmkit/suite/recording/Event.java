// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.MmapFlags;

/** Something that a task of a recording did, with what it takes to do it again. */
final class Event {
  /** A result that is not known, or does not matter. */
  static final long ANY = Long.MIN_VALUE;

  private static final int[] NOTHING = {};

  final Verb verb;

  /** Of the log; of a fault, that of the faults. */
  final int line;

  final long fromNs;
  final long toNs;

  /** Where it begins. */
  long address;

  /** How many bytes it is about. */
  long length;

  /** PROT_*; of a fault, how the page is touched. */
  int prot;

  /** MAP_* and their like. */
  int flags;

  /** The offset in the file, or the new length of mremap. */
  long second;

  /** The new address that mremap is told. */
  long third;

  /** What madvise says of the range. */
  Advice advice = Advice.NORMAL;

  /** The number of a task that it starts or waits for. */
  int task = -1;

  /** Whether it goes on only when the task that it starts has its own address space, or is gone. */
  boolean waits;

  /** What is mapped, as the log says it; empty if nothing is. */
  String opened = "";

  /** The number of the file in the recording, or of what an execve maps; -1 if there is none. */
  int file = -1;

  /** What it gave, or {@link #ANY}. */
  long result = ANY;

  /** The errno; empty if it did not fail. */
  String error = "";

  /** For how long the program was busy before. */
  long gapNs;

  /** What others have to have done before: pairs of a task's number and a count of its events. */
  int[] needs = NOTHING;

  Event(Verb verb, int line, long fromNs, long toNs) {
    this.verb = verb;
    this.line = line;
    this.fromNs = fromNs;
    this.toNs = toNs;
  }

  boolean isFixed() {
    return (flags & (MmapFlags.MAP_FIXED | MmapFlags.MAP_FIXED_NOREPLACE)) != 0;
  }

  boolean succeeded() {
    return error.isEmpty() && result != ANY;
  }

  long end() {
    return address + length;
  }
}
