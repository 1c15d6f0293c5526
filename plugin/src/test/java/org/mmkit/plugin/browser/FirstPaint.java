// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints how long pages of the disk take to their first paint, and how large they are. */
public final class FirstPaint {
  private static final int TIMES = 9;
  private static final String PAINT =
      "Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)";

  private FirstPaint() {}

  /**
   * @param pages files
   */
  public static void main(String[] pages) throws IOException {
    try (Browser browser = Browser.start()) {
      for (String name : pages) {
        Path page = Path.of(name).toAbsolutePath();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
          browser.open(page, "");
          browser.picture();
          times.add(Long.valueOf(String.valueOf(browser.value(PAINT))));
        }
        times.sort(null);
        System.out.printf(
            "%s: %d bytes, first paint %d ms (median of %d; %d to %d)%n",
            page.getFileName(),
            Files.size(page),
            times.get(TIMES / 2),
            TIMES,
            times.get(0),
            times.get(TIMES - 1));
      }
    }
  }
}
