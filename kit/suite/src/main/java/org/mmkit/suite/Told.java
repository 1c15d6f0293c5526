// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Objects;
import java.util.Optional;
import org.mmkit.suite.record.FindingRecord;

/**
 * What is told of a broken rule.
 *
 * @param finding what results say of it
 * @param file the schedule that shows it
 */
public record Told(FindingRecord finding, Optional<CaseFile> file) {

  public Told {
    Objects.requireNonNull(finding);
    Objects.requireNonNull(file);
  }
}
