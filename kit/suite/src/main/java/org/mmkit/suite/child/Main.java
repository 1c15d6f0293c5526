// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import org.mmkit.machine.FiberKind;
import org.mmkit.suite.catalogue.Stages;

/** The main class of the judged JVM. */
public final class Main {

  private Main() {}

  /**
   * Without arguments: reads a {@link ChildRequest} from standard input and carries it out. With
   * {@code --probe}: prints what simulated tasks would run on in this JVM.
   */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--probe")) {
      System.out.println(FiberReport.of(FiberKind.AUTO));
      return;
    }
    Child.main(Stages.withThoseOfGoals(), Shipped.CATALOGUE);
  }
}
