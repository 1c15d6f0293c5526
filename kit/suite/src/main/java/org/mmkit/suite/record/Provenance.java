// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.List;
import java.util.Objects;

/**
 * What a run was of: enough to say whether a result belongs to a submission.
 *
 * @param submission digest of the student's classes and of what they need
 * @param kit digest of the jars that judged
 * @param asked digest of all that was asked for, defaults and the text of the user's files included
 * @param parameters those of the parameters that may decide a verdict which are not their defaults
 */
public record Provenance(String submission, String kit, String asked, List<Setting> parameters) {

  public Provenance {
    Objects.requireNonNull(submission);
    Objects.requireNonNull(kit);
    Objects.requireNonNull(asked);
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter.
   *
   * @param name such as {@code mmkit.seed}
   * @param value as text; of a path its last name
   * @param from who set it, such as {@code command line} or {@code POM}
   */
  public record Setting(String name, String value, String from) {

    public Setting {
      Objects.requireNonNull(name);
      value = PlainText.name(value);
      Objects.requireNonNull(from);
    }

    /** It in a few words. */
    public String words() {
      return name + "=" + value + " (" + from + ")";
    }
  }
}
