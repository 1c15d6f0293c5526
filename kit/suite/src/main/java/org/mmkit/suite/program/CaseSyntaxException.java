// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;
import java.util.stream.Collectors;

/** Case files that cannot be read; the message shows each problem with its place. */
public final class CaseSyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;

  private final transient List<Problem> problems;

  /** With at least one problem. */
  public CaseSyntaxException(List<Problem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems in the order of the lines. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(List<Problem> problems) {
    String shown =
        problems.stream().limit(SHOWN).map(Problem::render).collect(Collectors.joining("\n"));
    return problems.size() > SHOWN
        ? shown + "\n... and " + (problems.size() - SHOWN) + " more"
        : shown;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
