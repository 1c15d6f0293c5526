// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/**
 * What an expression may depend on beside its own numbers.
 *
 * @param landedPage {@code L}: the arena page at which the task's last map, hint or remap landed
 */
public record Env(long landedPage) {

  /** Nothing has landed yet. */
  public static final Env START = new Env(0);
}
