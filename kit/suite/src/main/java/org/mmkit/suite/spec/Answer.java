// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import java.util.stream.Collectors;

/** What the specification says that a call returns. */
public sealed interface Answer {

  /** The answer of most calls that succeed. */
  Answer OK = new Exact("OK");

  /** One text. */
  record Exact(String text) implements Answer {}

  /** A list of mappings, of which coverage, protection and offsets count; VMAs may be split. */
  record Coverage(String maps) implements Answer {}

  /** A count of VMAs that may be larger, since VMAs may be split. */
  record AtLeast(long count) implements Answer {}

  /** The answers of a child's calls. */
  record Sequence(List<Answer> parts) implements Answer {
    /** Copies the list. */
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** The specification leaves the result open, and says why. */
  record Unspecified(String reason) implements Answer {}

  /** One text. */
  static Answer of(String text) {
    return new Exact(text);
  }

  /** How people read it. */
  default String text() {
    if (this instanceof Exact exact) {
      return exact.text();
    }
    if (this instanceof Coverage coverage) {
      return coverage.maps();
    }
    if (this instanceof AtLeast atLeast) {
      return "at least " + atLeast.count();
    }
    if (this instanceof Sequence sequence) {
      return sequence.parts().stream().map(Answer::text).collect(Collectors.joining(","));
    }
    return "anything (" + ((Unspecified) this).reason() + ")";
  }
}
