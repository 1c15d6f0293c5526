// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Objects;
import java.util.Optional;

/**
 * A recorded program.
 *
 * @param name of a shipped one, or what results call it
 * @param log what strace wrote; empty for a shipped one
 * @param faults its page faults
 */
public record Recorded(String name, Optional<CaseFile> log, Optional<CaseFile> faults) {

  public Recorded {
    Objects.requireNonNull(name);
    Objects.requireNonNull(log);
    Objects.requireNonNull(faults);
  }
}
