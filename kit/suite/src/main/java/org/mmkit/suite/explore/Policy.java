// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import org.mmkit.machine.Scheduler;

/** Where schedules come from that are run at random. */
interface Policy {

  /** The scheduler of the next run. */
  Scheduler next();

  /** What the last scheduler was, such as {@code PCT}. */
  String name();
}
