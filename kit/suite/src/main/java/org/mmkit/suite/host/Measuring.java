// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mmkit.suite.BadInputException;

/** Measures this machine by a C program: loads with one and two tasks, and munmap by size. */
public final class Measuring {
  private static final CProgram PROGRAM =
      new CProgram("measure", List.of(), List.of("-O1", "-pthread"));
  private static final int SECONDS_MAX = 300;

  private Measuring() {}

  /**
   * What the program prints.
   *
   * @throws BadInputException if it cannot be compiled here, or ends with an error; says why
   */
  public static String text() {
    try {
      Process process = new ProcessBuilder(PROGRAM.binary().toString()).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new BadInputException("The C program that measures this machine failed.");
      }
      return said;
    } catch (Unplayable e) {
      throw new BadInputException("This machine cannot be measured: " + e.getMessage() + ".");
    } catch (IOException e) {
      throw new BadInputException("The C program that measures does not run: " + e + ".");
    } catch (InterruptedException e) {
      throw new BadInputException("Interrupted while this machine was measured.");
    }
  }
}
