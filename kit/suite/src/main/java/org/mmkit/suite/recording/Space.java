// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

/** An address space while a log is read. */
final class Space {
  final Segments segments;
  final Image image;
  private long brk;

  Space() {
    this(new Segments(), new Image(), 0);
  }

  private Space(Segments segments, Image image, long brk) {
    this.segments = segments;
    this.image = image;
    this.brk = brk;
  }

  /** That of a forked child. */
  Space copy() {
    return new Space(segments.copy(), image, brk);
  }

  /** The end of the heap; 0 before the program has asked. */
  long brk() {
    return brk;
  }

  void setBrk(long address) {
    if (brk == 0) {
      image.heap = image.heap == 0 ? address : image.heap;
    }
    brk = address;
  }
}
