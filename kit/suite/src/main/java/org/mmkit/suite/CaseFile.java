// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Objects;

/**
 * A file of cases that the user added.
 *
 * @param name what messages call it: the file's name without its folder
 * @param text its content
 */
public record CaseFile(String name, String text) {

  public CaseFile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(text);
  }
}
