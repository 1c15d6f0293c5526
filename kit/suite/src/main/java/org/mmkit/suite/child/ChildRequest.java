// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.Objects;
import org.mmkit.suite.JudgeRequest;

/**
 * What the judged JVM is asked to do; it comes over standard input before any class of the student
 * is loaded.
 *
 * @param nonce a secret of this run, to be given back at the start and at the end
 * @param port of the parent's socket on the loopback interface
 * @param strategy the id of a shipped strategy, or a class
 * @param asked what the user asks for
 */
public record ChildRequest(String nonce, int port, String strategy, JudgeRequest asked) {

  public ChildRequest {
    Objects.requireNonNull(nonce);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(asked);
  }
}
