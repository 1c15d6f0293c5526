// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.conformance;

import java.util.Set;
import java.util.function.Supplier;
import org.mmkit.suite.Progress;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.run.Patience;

/**
 * A case whose neighbours run elsewhere. How long it may run depends on how many of those before it
 * never ended; where that may matter it runs in both ways, and both are told.
 */
record TwoForms(Program program, Progress progress, FindingSink findings, Patience patience) {

  void run(Supplier<CaseRecord> patient, Supplier<CaseRecord> hurried) {
    String tier = program.tier().text();
    int endless = patience.endless();
    if (patience.isSpent()) {
      progress.run(program.id(), tier, hurried);
      return;
    }
    Set<String> before = findings.codes();
    progress.run(program.id(), tier, patient);
    if (patience.tells()) {
      Set<String> after = findings.codes();
      progress.hurried(patience.endless() > endless);
      findings.setCodes(before);
      progress.run(program.id(), tier, hurried);
      after.retainAll(findings.codes());
      findings.setCodes(after);
    }
  }
}
