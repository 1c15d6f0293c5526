// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** An open userfaultfd: which ranges it is registered on is noted in the VMAs. */
public final class UserfaultfdCtx {
  private final MmStruct mm;
  private final boolean eventUnmap;
  private int mmapChanging;
  private int unmapEvents;

  UserfaultfdCtx(MmStruct mm, boolean eventUnmap) {
    this.mm = mm;
    this.eventUnmap = eventUnmap;
    mm.kernel().add(this);
  }

  MmStruct mm() {
    return mm;
  }

  /** Whether it asked for UFFD_EVENT_UNMAP. */
  boolean wantsUnmapEvents() {
    return eventUnmap;
  }

  void beginUnmap() {
    mmapChanging++;
  }

  /** The munmap failed: there is nothing to tell. */
  void abandonUnmap() {
    mmapChanging--;
  }

  void endUnmap() {
    mmapChanging--;
    unmapEvents++;
  }

  /** Unmap calls whose event is still to be read. */
  public int mmapChanging() {
    return mmapChanging;
  }

  /** Unmap events delivered. */
  public int unmapEvents() {
    return unmapEvents;
  }
}
