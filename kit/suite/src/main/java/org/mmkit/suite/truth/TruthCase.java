// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.Progress;
import org.mmkit.suite.host.Host;
import org.mmkit.suite.host.KernelTraits;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.target.NotModelled;

/** One program and what its witnesses say. */
final class TruthCase {
  private final Witnesses witnesses;
  private final DifferenceReport report;

  TruthCase(Witnesses witnesses, Progress progress) {
    this.witnesses = witnesses;
    this.report = new DifferenceReport(new Smaller(witnesses, progress), progress);
  }

  Compared ask(Program program) throws Unplayable {
    return witnesses.ask(program);
  }

  List<Witnesses.Asked> ask(List<Host.Ready> programs) throws Unplayable {
    return witnesses.ask(programs);
  }

  List<String> write(Compared compared, Difference difference) {
    return report.write(compared, difference);
  }

  CaseRecord judge(Program program) {
    String tier = program.tier().text();
    try {
      Compared compared = ask(program);
      if (compared.foreign()) {
        return CaseRecord.skip(program.id(), tier, KernelTraits.REASON);
      }
      List<String> lines = new ArrayList<>();
      compared.differences().forEach(one -> lines.addAll(write(compared, one)));
      return lines.isEmpty()
          ? CaseRecord.pass(program.id(), tier)
          : CaseRecord.fail(program.id(), tier, String.join("\n", lines));
    } catch (Unplayable why) {
      return CaseRecord.skip(program.id(), tier, why.reason());
    } catch (NotModelled missing) {
      return CaseRecord.skip(program.id(), tier, missing.getMessage());
    }
  }
}
