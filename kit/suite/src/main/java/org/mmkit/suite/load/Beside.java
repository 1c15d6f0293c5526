// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.Machine;
import org.mmkit.machine.WaitQueue;

/** The task beside: it begins anew, with its set-up, until the others have done their least. */
final class Beside {
  private final Machine machine;
  private final Point point;
  private final Meter meter;
  private final Times times;

  /** Where it waits for the others to have started. */
  private final Barrier started;

  /** Where the others rest while it is set up anew. */
  private final WaitQueue resting;

  /** Where it waits for the others to come through. */
  private final WaitQueue through;

  Beside(Machine machine, Point point, Meter meter, Times times) {
    this.machine = machine;
    this.point = point;
    this.meter = meter;
    this.times = times;
    this.started = new Barrier(machine, point.tasks() + 1);
    this.resting = new WaitQueue(machine, "the set-up");
    this.through = new WaitQueue(machine, "the others");
  }

  void awaitStart() {
    started.await();
  }

  void live(LoadTask task) {
    started.await();
    Load.Body body = point.load().body();
    task.once(body.beside());
    awaitOthers();
    while (meter.wantsMore() && !machine.aborting()) {
      setUpAgain(task);
      meter.besideBegins();
      task.once(body.beside());
      awaitOthers();
    }
    meter.besideEnded();
  }

  /** Waits until each of the others has come through what it began beside. */
  private void awaitOthers() {
    meter.letComeThrough();
    while (!meter.allCameThrough() && !meter.stopped() && !machine.aborting()) {
      through.sleep();
    }
  }

  private void setUpAgain(LoadTask task) {
    meter.pause();
    times.pause();
    task.once(point.load().body().setup());
    meter.resume();
    resting.wakeAll();
    if (meter.measures()) {
      times.resume();
    }
  }

  /** The others have come through, or the point has ended. */
  void wake() {
    through.wakeAll();
  }

  /** Another task waits while this one is set up anew. */
  void rest() {
    while (meter.paused() && !machine.aborting()) {
      resting.sleep();
    }
  }
}
