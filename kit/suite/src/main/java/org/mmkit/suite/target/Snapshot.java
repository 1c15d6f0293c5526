// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.List;

/**
 * The mappings of the arena at one moment of a run.
 *
 * @param step number of steps taken before
 * @param maps the lines of /proc/self/maps
 */
public record Snapshot(int step, List<String> maps) {

  public Snapshot {
    maps = List.copyOf(maps);
  }
}
