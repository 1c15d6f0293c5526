// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.function.Consumer;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.profile.MachineProfile;

/** Runs programs that spawn their tasks on a machine. */
final class Programs {

  private static final MachineProfile XEON = MachineProfile.byName("xeon-e5-2680-2018");

  private Programs() {}

  static Machine run(Scheduler scheduler, Consumer<Machine> program) {
    Machine machine = new Machine(XEON, scheduler, MachineOptions.defaults().withCpus(4));
    program.accept(machine);
    machine.run();
    return machine;
  }
}
