// SPDX-License-Identifier: Apache-2.0
package student;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.StepKind;

/** Bodies outside the kit's packages, as a student writes them. */
public final class Strategies {

  private Strategies() {}

  /** The line in {@link #unlocksTwice} that is at fault. */
  public static final String FAULT = "Strategies.java:24";

  /** Releases once too often. */
  public static void unlocksTwice(RwSemaphore sem) {
    sem.downWrite();
    try {
      sem.downgradeWrite();
    } finally {
      sem.upRead();
      sem.upRead();
    }
  }

  /** Steps inside the initialiser of {@link OnThreads}. */
  public static void initialisesOnThreads(Machine current) {
    machine = current;
    OnThreads.touch();
  }

  /** Steps inside the initialiser of {@link OnContinuations}. */
  public static void initialisesOnContinuations(Machine current) {
    machine = current;
    OnContinuations.touch();
  }

  private static Machine machine;

  private static void steps() {
    for (int i = 0; i < 3; i++) {
      machine.step(StepKind.PTE_WRITE, 1, Access.WRITE);
    }
  }

  /** A class is initialised once in a JVM, so that each kind of fiber needs its own. */
  private static final class OnThreads {
    static {
      steps();
    }

    static void touch() {}
  }

  private static final class OnContinuations {
    static {
      steps();
    }

    static void touch() {}
  }
}
