// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Arrays;
import org.mmkit.machine.Task;

/** Where in the kernel each task is now. */
public final class Sites {
  private final Site[] of;

  public Sites(int tasks) {
    of = new Site[tasks];
    Arrays.fill(of, Site.USER);
  }

  public void enter(Task task, Site site) {
    if (task != null) {
      of[task.id()] = site;
    }
  }

  public void leave(Task task) {
    enter(task, Site.USER);
  }

  public Site of(Task task) {
    return of[task.id()];
  }
}
