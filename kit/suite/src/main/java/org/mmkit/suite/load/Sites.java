// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Arrays;
import org.mmkit.machine.Task;

/** Where in the kernel each task is now. */
final class Sites {
  private final Site[] of;

  Sites(int tasks) {
    of = new Site[tasks];
    Arrays.fill(of, Site.USER);
  }

  void enter(Task task, Site site) {
    if (task != null) {
      of[task.id()] = site;
    }
  }

  void leave(Task task) {
    enter(task, Site.USER);
  }

  Site of(Task task) {
    return of[task.id()];
  }
}
