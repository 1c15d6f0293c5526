// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.Optional;
import org.mmkit.machine.LockOptions;
import org.mmkit.machine.LockPolicy;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.run.Setup;

/** The system that loads run on, as a request asks for it. */
final class PerfSetup {
  private PerfSetup() {}

  /**
   * The standard system, but with the profile and the rule of semaphores that are asked for.
   *
   * @throws BadInputException if there is no such profile or rule; names what there is
   */
  static Setup of(StageRequest request) {
    JudgeRequest.PerfMachine machine = request.asked().perf().machine();
    Setup standard = Setup.standard(request.defects(), request.fiber());
    try {
      Setup setup = profile(machine).map(standard::with).orElse(standard);
      LockOptions locks =
          setup.machine().locks().withPolicy(LockPolicy.of(policy(machine, setup.profile())));
      return setup.with(setup.machine().withLocks(locks));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage() + " (mmkit.profile, mmkit.policy).");
    }
  }

  /** The rule of semaphores, by its name. */
  static String policy(StageRequest request) {
    return policy(request.asked().perf().machine(), of(request).profile());
  }

  /** Whether the rule is that of the kernel that the profile stands for. */
  static boolean isOwnPolicy(StageRequest request) {
    return policy(request).equals(of(request).profile().policy());
  }

  private static String policy(JudgeRequest.PerfMachine machine, MachineProfile profile) {
    return machine.policy().orElse(profile.policy());
  }

  private static Optional<MachineProfile> profile(JudgeRequest.PerfMachine machine) {
    Optional<CaseFile> file = machine.profileFile();
    return file.isPresent()
        ? file.map(one -> MachineProfile.read(one.name(), one.text()))
        : machine.profile().map(MachineProfile::byName);
  }

  /** Whether everything is as in the other stages, and as the build had it. */
  static boolean isStandard(StageRequest request) {
    JudgeRequest.PerfMachine machine = request.asked().perf().machine();
    return request.asked().defects().isEmpty()
        && machine.profileFile().isEmpty()
        && machine.policy().isEmpty();
  }
}
