// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.List;

/**
 * A call as a log has it.
 *
 * @param name as strace writes it
 * @param args as strace writes them
 * @param result {@code ?}, a number, or {@code -1}
 * @param error the name of the errno; empty if there is none
 * @param comment what stands behind that
 * @param fromNs when it began
 * @param toNs when it returned, or when it began if it never did
 * @param line of its beginning, from 1
 */
record RawCall(
    String name,
    List<String> args,
    String result,
    String error,
    String comment,
    long fromNs,
    long toNs,
    int line) {

  /** Whether it returned, and what is known. */
  boolean returned() {
    return !result.startsWith("?");
  }

  boolean failed() {
    return !error.isEmpty() || result.equals("-1");
  }

  String arg(int index) {
    return index < args.size() ? args.get(index) : "0";
  }

  /** For messages. */
  String text() {
    return name + "(" + String.join(", ", args) + ")";
  }
}
