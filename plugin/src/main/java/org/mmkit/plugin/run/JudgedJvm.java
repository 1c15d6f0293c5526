// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The JVM that a strategy is judged in.
 *
 * @param home of the JDK
 * @param version such as {@code 25.0.3}
 * @param why it was chosen, in a few words
 * @param fiber what simulated tasks run on there, and why
 */
public record JudgedJvm(Path home, String version, String why, String fiber) {

  public JudgedJvm {
    Objects.requireNonNull(home);
    Objects.requireNonNull(version);
    Objects.requireNonNull(why);
    Objects.requireNonNull(fiber);
  }

  /** Its {@code java} command. */
  public Path java() {
    return javaOf(home);
  }

  static Path javaOf(Path home) {
    boolean windows = java.io.File.separatorChar == '\\';
    return home.resolve("bin").resolve(windows ? "java.exe" : "java");
  }

  /** The number of its Java version, such as 25; 0 if it cannot be told. */
  public int feature() {
    String number = version.replaceFirst("[^0-9].*", "");
    return number.isEmpty() || number.length() > 4 ? 0 : Integer.parseInt(number);
  }

  /** Whether simulated tasks run on continuations there. */
  public boolean hasContinuations() {
    return fiber.startsWith("continuation");
  }

  /** The choice in one line, for people. */
  public String sentence() {
    return "JDK " + version + " at " + home + " (" + why + "; " + fiber + ")";
  }
}
