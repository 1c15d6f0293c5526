// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.Basis;
import org.mmkit.machine.profile.Hardware;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.machine.profile.MachineProfile.Figure;
import org.mmkit.mm.MmCost;

/**
 * A machine in virtual time on which a test writes a scenario as a timetable: each task says at
 * which nanosecond it does what. Locks cost nothing; a hand-over to a sleeper takes {@link
 * #HANDOFF_NS}.
 */
public final class Rig {

  static final long HANDOFF_NS = 3;

  static final MachineProfile PROFILE =
      new MachineProfile(
          "timetable",
          new Hardware(8, 1, 250),
          "fifo",
          Map.of(
              "USER_ACCESS", new Figure(1_000, Basis.ASSUMED, "one nanosecond of the timetable"),
              "WAKE_UP", new Figure(HANDOFF_NS * 1_000, Basis.ASSUMED, "a wake-up"),
              "RWSEM_SPIN", new Figure(HANDOFF_NS * 1_000, Basis.ASSUMED, "the same")));

  static final LockClass SEM = LockClass.of("mmap_sem");
  static final LockClass PTL = LockClass.nestable("ptl");

  public final Machine machine;
  final RwSemaphore sem;
  final SpinLock spin;
  public final List<String> events = new ArrayList<>();

  public Rig() {
    this(new VirtualTime(), MachineOptions.defaults());
  }

  public Rig(Scheduler scheduler, MachineOptions options) {
    this(PROFILE, scheduler, options);
  }

  public Rig(MachineProfile profile, Scheduler scheduler, MachineOptions options) {
    machine = new Machine(profile, scheduler, options.withTrace().withLockLog());
    sem = machine.newSemaphore(SEM);
    spin = new SpinLock(machine, PTL, machine.newId());
  }

  public Task task(String name, Runnable body) {
    return machine.spawn(name, machine.taskCount() % machine.cpus(), body);
  }

  /** Goes on at a time of the timetable. */
  public void at(long ns) {
    machine.step(StepKind.GAP, 0, Access.NONE, MmCost.USER_ACCESS, ns - machine.nowPs() / 1_000);
  }

  /** A step that changes something. */
  public void work() {
    machine.step(StepKind.PTE_WRITE, 1, Access.WRITE);
  }

  /** Notes who does what when. */
  public void event(String what) {
    events.add(machine.current().name() + " " + what + " @" + machine.nowPs() / 1_000);
  }

  public RunEnd run() {
    return machine.run();
  }

  List<Rule> rules() {
    return machine.violations().stream().map(Violation::rule).toList();
  }

  String onlyMessage() {
    if (machine.violations().size() != 1) {
      throw new AssertionError("expected one violation: " + machine.violations());
    }
    return machine.violations().get(0).message();
  }
}
