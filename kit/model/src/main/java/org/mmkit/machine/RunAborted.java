// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * Unwinds a task of a run that was aborted. To catch it changes nothing: every later call to the
 * machine returns at once and does nothing.
 */
public final class RunAborted extends Error {
  private static final long serialVersionUID = 1L;

  /** The only one: it carries no state, so that throwing it costs no allocation. */
  static final RunAborted INSTANCE = new RunAborted();

  private RunAborted() {
    super("the run was aborted", null, false, false);
  }
}
