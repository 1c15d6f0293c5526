// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Loads, stores and execution by user code. */
final class AccessCalls {
  private static final long PAGE = 4096;

  /** How the case language writes each byte. */
  private static final String[] BYTES = new String[256];

  static {
    for (int value = 0; value < BYTES.length; value++) {
      boolean printable = value > ' ' && value < 0x7f;
      BYTES[value] = printable ? "'" + (char) value + "'" : String.format("0x%02x", value);
    }
    BYTES[0] = "0";
  }

  private AccessCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("r", (context, call) -> value(read(context, call)));
    handlers.put("guest", AccessCalls::guest);
    handlers.put("w", AccessCalls::write);
    handlers.put("xc", AccessCalls::execute);
    handlers.put("fill", AccessCalls::fill);
    handlers.put("pat", AccessCalls::pattern);
  }

  private static int read(CallContext context, Call call) {
    return context.memory().load(call.address("a", context.env()));
  }

  private static String guest(CallContext context, Call call) {
    long loaded = context.events().guestLoad(call.address("a", context.env()));
    return loaded < 0 ? CallContext.result(loaded) : value((int) loaded);
  }

  private static String write(CallContext context, Call call) {
    long address = call.address("a", context.env());
    return done(context.memory().store(address, call.character("c", context.env())));
  }

  private static String execute(CallContext context, Call call) {
    return done(context.memory().execute(call.address("a", context.env())));
  }

  private static String fill(CallContext context, Call call) {
    long address = call.address("a", context.env());
    long pages = call.pages("n", context.env()) / PAGE;
    int letter = call.character("first", context.env());
    for (long i = 0; i < pages; i++) {
      int result = context.memory().store(address + i * PAGE, (int) (letter + i) & 0xff);
      if (result < 0) {
        return done(result);
      }
    }
    return "OK";
  }

  private static String pattern(CallContext context, Call call) {
    long address = call.address("a", context.env());
    long pages = call.pages("n", context.env()) / PAGE;
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < pages; i++) {
      int result = context.memory().load(address + i * PAGE);
      if (result < 0) {
        text.append('!');
      } else {
        text.append(letter(result));
      }
    }
    return text.toString();
  }

  private static char letter(int value) {
    if (value == 0) {
      return '.';
    }
    return value > ' ' && value <= '~' ? (char) value : '?';
  }

  static String done(int result) {
    Signal signal = UserMemory.signalOf(result);
    return signal == Signal.NONE ? "OK" : signal.name();
  }

  /** A byte as the case language writes it: {@code 'c'}, {@code 0} or {@code 0xNN}; or a signal. */
  static String value(int result) {
    if (result < 0) {
      return UserMemory.signalOf(result).name();
    }
    return BYTES[result];
  }
}
