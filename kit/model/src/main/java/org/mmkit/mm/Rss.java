// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** Which counter of resident pages a frame belongs to. */
public final class Rss {
  private Rss() {}

  public static int kindOf(PageFrames frames, int frame) {
    if (frames.has(frame, PageFrames.ANON)) {
      return MmStruct.MM_ANONPAGES;
    }
    return frames.has(frame, PageFrames.SWAPBACKED)
        ? MmStruct.MM_SHMEMPAGES
        : MmStruct.MM_FILEPAGES;
  }
}
