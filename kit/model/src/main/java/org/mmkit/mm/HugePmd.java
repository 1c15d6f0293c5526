// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** An entry of the pmd level that maps a huge page of 2 MiB; its 512 frames are handled as one. */
public final class HugePmd {
  /** First byte that it maps. */
  public final long base;

  private long pte;

  public HugePmd(long base, long pte) {
    this.base = base;
    this.pte = pte;
  }

  /** The entry, in the bits of {@link Pte}; the frame stands for the whole huge page. */
  public long pte() {
    return pte;
  }

  /** Changes the entry, in the bits of {@link Pte}. */
  public void setPte(long newPte) {
    pte = newPte;
  }
}
