// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The results that a goal finds when it begins, and what is left of them when it ends. */
public final class LastResults {
  private final Path folder;
  private final boolean found;

  /**
   * @param folder of the results
   */
  public LastResults(Path folder) {
    this.folder = folder;
    this.found = areThere();
  }

  private boolean areThere() {
    return Files.isRegularFile(folder.resolve(ResultFiles.RUN), LinkOption.NOFOLLOW_LINKS);
  }

  /** That they are gone and no others came, as a line behind what was said; else empty. */
  public String gone() {
    Path kept = ResultFiles.lastRun(folder);
    boolean isKept = Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS);
    return !found || areThere()
        ? ""
        : "The results of the run before are removed"
            + (isKept ? "; its run.json is now " + kept + "." : ".");
  }
}
