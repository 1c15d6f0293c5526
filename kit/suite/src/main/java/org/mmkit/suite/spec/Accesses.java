// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.Env;

/** Where an access goes and what it needs. */
final class Accesses {

  private Accesses() {}

  /** A watched load is a load. */
  static Call plain(Call call) {
    return call.name().equals("watch") ? new Call("r", List.of(call.args().get(0))) : call;
  }

  static long address(Operation operation, SpecState state) {
    Env env = new Env(state.landed(operation.task()));
    boolean heap = operation.call().name().equals("rb") || operation.call().name().equals("wb");
    long offset = operation.call().pages("a", env);
    return heap ? (SpecState.HEAP << Pages.SHIFT) + offset : (Pages.ARENA << Pages.SHIFT) + offset;
  }

  static long page(Operation operation, SpecState state) {
    return Pages.of(address(operation, state));
  }

  /** The bytes that it touches; -1 if that is not a matter of counting. */
  static long bytes(Operation operation, SpecState state) {
    Env env = new Env(state.landed(operation.task()));
    Call call = operation.call();
    return switch (call.name()) {
      case "pvr", "pvw" -> call.value("bytes", env);
      case "rd", "wr" -> call.pages("n", env);
      default -> 1;
    };
  }

  /** What a translation must allow for it. */
  static int needs(Call call) {
    return switch (call.name()) {
      case "w", "wb", "pvw", "rd", "memwr" -> Attributes.WRITE;
      case "xc" -> Attributes.EXEC;
      default -> Attributes.READ;
    };
  }

  /** The byte that a store writes; -1 for loads. */
  static int stored(Operation operation, SpecState state) {
    Env env = new Env(state.landed(operation.task()));
    Call call = operation.call();
    return switch (call.name()) {
      case "w", "wb", "memwr" -> call.character("c", env);
      case "pvw" -> KernelCalls.WRITTEN;
      case "rd" -> KernelCalls.PIPED;
      default -> -1;
    };
  }

  /** Whether its result is a number of bytes. */
  static boolean counts(Call call) {
    return call.is(CallKind.COUNTS_BYTES);
  }
}
