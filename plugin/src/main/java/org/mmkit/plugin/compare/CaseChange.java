// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import java.util.Objects;

/**
 * A case that fails in one of two runs, or in both.
 *
 * @param name {@code stage/id}
 * @param sentence what is wrong; of a mended one, what was
 */
public record CaseChange(String name, String sentence) {

  public CaseChange {
    Objects.requireNonNull(name);
    Objects.requireNonNull(sentence);
  }
}
