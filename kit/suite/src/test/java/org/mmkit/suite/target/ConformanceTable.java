// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.Map;
import java.util.TreeMap;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** Prints how the shipped cases come out on the model: arguments are case-id prefixes to detail. */
final class ConformanceTable {
  private ConformanceTable() {}

  public static void main(String[] args) {
    String id = args.length > 0 ? args[0] : "exclusive";
    ModelTarget target =
        new ModelTarget(
            () -> create(id),
            MachineProfile.byName("xeon-e5-2680-2018"),
            MachineOptions.defaults().withCpus(2),
            KernelParams.standard());
    Map<String, int[]> byTier = new TreeMap<>();
    for (Program program : Cases.shipped()) {
      int[] counts = byTier.computeIfAbsent(program.tier().toString(), tier -> new int[3]);
      String verdict;
      try {
        Outcome outcome = target.run(program, new VirtualTime());
        verdict = judge(outcome);
      } catch (NotModelled missing) {
        verdict = "SKIP " + missing.getMessage();
      }
      counts[verdict.isEmpty() ? 0 : verdict.startsWith("SKIP") ? 2 : 1]++;
      if (!verdict.isEmpty()) {
        System.out.println(program.id() + " " + program.tier() + " " + verdict);
      }
    }
    byTier.forEach(
        (tier, c) ->
            System.out.println(tier + ": passed " + c[0] + " failed " + c[1] + " skipped " + c[2]));
  }

  private static UnmapStrategy create(String id) {
    try {
      return ShippedStrategies.byId(id).orElseThrow().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String judge(Outcome outcome) {
    for (Observation o : outcome.observations()) {
      if (o.result() == null || !o.step().expected().matches(o.result())) {
        return o.step().text()
            + ": expected "
            + o.step().expected().text()
            + " got "
            + o.result()
            + (outcome.violations().isEmpty() ? "" : " " + outcome.violations())
            + (outcome.failure() == null ? "" : " " + outcome.failure());
      }
    }
    if (outcome.failure() != null) {
      java.io.StringWriter w = new java.io.StringWriter();
      outcome.failure().printStackTrace(new java.io.PrintWriter(w));
      return w.toString();
    }
    return outcome.violations().isEmpty() ? "" : outcome.violations().toString();
  }
}
