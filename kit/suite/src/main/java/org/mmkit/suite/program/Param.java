// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;

/**
 * A parameter of a call.
 *
 * @param name its name, by which it may be given
 * @param kind what it takes
 * @param choices the letters or words it knows; empty where anything goes
 * @param fallback the argument that stands for a missing one; {@link Arg.Omitted} where a call
 *     means something of its own without it
 * @param required whether it must be given
 */
public record Param(String name, Kind kind, List<String> choices, Arg fallback, boolean required) {

  /** Copies the list. */
  public Param {
    choices = List.copyOf(choices);
  }

  static Param of(String name, Kind kind, String... choices) {
    return new Param(name, kind, List.of(choices), new Arg.Omitted(), true);
  }

  static Param of(String name, Kind kind, List<String> choices) {
    return new Param(name, kind, choices, new Arg.Omitted(), true);
  }

  /** The same parameter, which may be left away. */
  Param optional() {
    return new Param(name, kind, choices, new Arg.Omitted(), false);
  }

  /** The same parameter with a default. */
  Param or(Arg value) {
    return new Param(name, kind, choices, value, false);
  }
}
