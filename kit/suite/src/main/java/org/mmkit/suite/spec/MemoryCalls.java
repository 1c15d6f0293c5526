// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.CallMap;

/** Loads, stores and fetches of the program. */
final class MemoryCalls {

  private static final int BREAKPOINT = 0xcc;

  private MemoryCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("r", turn -> read(turn, turn.address("a")));
    transitions.put("w", turn -> write(turn, turn.address("a")));
    transitions.put("rb", turn -> read(turn, HeapCalls.address(turn)));
    transitions.put("wb", turn -> write(turn, HeapCalls.address(turn)));
    transitions.put("xc", MemoryCalls::execute);
    transitions.put("watch", MemoryCalls::watch);
    transitions.put("fill", MemoryCalls::fill);
    transitions.put("pat", MemoryCalls::pattern);
    transitions.put("bndstx", MemoryCalls::storeBounds);
    transitions.put("bndldx", MemoryCalls::loadBounds);
  }

  static Answer read(Turn turn, long address) {
    Memory.Touch touch = Memory.user(turn.state(), Pages.of(address), Attributes.READ);
    return Answer.of(touch.isFault() ? touch.fault() : value(load(turn, address, touch)));
  }

  static Answer storeBounds(Turn turn) {
    int bounds = turn.call().character("c", turn.env());
    turn.state().bounds.put(Pages.of(turn.address("a")), bounds);
    return Answer.OK;
  }

  static Answer loadBounds(Turn turn) {
    int bounds = turn.state().bounds.getOrDefault(Pages.of(turn.address("a")), 0);
    return Answer.of(value(bounds));
  }

  /**
   * A load that counts only where the page was mapped throughout, by the program's own counters.
   */
  static Answer watch(Turn turn) {
    int mapped = turn.state().counters.getOrDefault("mapcnt", 0);
    int unmapped = turn.state().counters.getOrDefault("unmapcnt", 0);
    Answer loaded = read(turn, turn.address("a"));
    return mapped > unmapped ? loaded : Answer.of("RACED");
  }

  private static Answer write(Turn turn, long address) {
    return Answer.of(store(turn.state(), address, turn.call().character("c", turn.env())));
  }

  private static String store(SpecState state, long address, int value) {
    Memory.Touch touch = Memory.user(state, Pages.of(address), Attributes.WRITE);
    if (touch.isFault()) {
      return touch.fault();
    }
    state.objects.store(touch.frame(), Pages.offset(address), value);
    return "OK";
  }

  static Answer execute(Turn turn) {
    long address = turn.address("a");
    Memory.Touch touch = Memory.user(turn.state(), Pages.of(address), Attributes.EXEC);
    if (touch.isFault()) {
      return Answer.of(touch.fault());
    }
    if (isProbed(turn.state(), address)) {
      throw Open.question("what a probe does");
    }
    return isTrap(turn.state(), address, touch) ? Answer.of("TRAP") : Answer.OK;
  }

  /** A breakpoint that the program itself has stored. */
  private static boolean isTrap(SpecState state, long address, Memory.Touch touch) {
    Run run = state.space.at(Pages.of(address));
    boolean code = run != null && run.attributes().object() == Objects.CODE;
    return !code && state.objects.content(touch.frame()).get(Pages.offset(address)) == BREAKPOINT;
  }

  static Answer fill(Turn turn) {
    long pages = Pages.of(turn.bytes("n"));
    int letter = turn.call().character("first", turn.env());
    for (long i = 0; i < pages; i++) {
      String result =
          store(turn.state(), turn.address("a") + i * Pages.SIZE, (int) (letter + i) & 0xff);
      if (!result.equals("OK")) {
        return Answer.of(result);
      }
    }
    return Answer.OK;
  }

  static Answer pattern(Turn turn) {
    long pages = Pages.of(turn.bytes("n"));
    StringBuilder text = new StringBuilder();
    Open question = null;
    for (long i = 0; i < pages; i++) {
      long address = turn.address("a") + i * Pages.SIZE;
      try {
        Memory.Touch touch = Memory.user(turn.state(), Pages.of(address), Attributes.READ);
        text.append(touch.isFault() ? '!' : letter(load(turn, address, touch)));
      } catch (Open open) {
        // Nobody knows what this page holds, but those behind it are touched, too.
        if (!open.asksOnly()) {
          throw open;
        }
        question = open;
      }
    }
    if (question != null) {
      throw question;
    }
    return Answer.of(text.toString());
  }

  private static char letter(int value) {
    if (value == 0) {
      return '.';
    }
    return value > ' ' && value <= '~' ? (char) value : '?';
  }

  /** How the case language writes a byte. */
  static String value(int value) {
    if (value == 0) {
      return "0";
    }
    return value >= ' ' && value <= '~' ? "'" + (char) value + "'" : String.format("0x%02x", value);
  }

  private static boolean isProbed(SpecState state, long address) {
    Run run = state.space.at(Pages.of(address));
    return run != null
        && takesProbes(run)
        && state.probes.contains(address + (run.attributes().delta() << Pages.SHIFT));
  }

  /** Whether breakpoints are put into a mapping. */
  static boolean takesProbes(Run run) {
    Attributes attributes = run.attributes();
    return attributes.object() == Objects.CODE
        && !attributes.shared()
        && !attributes.can(Attributes.WRITE);
  }

  /**
   * The byte that a load finds. In the code file none is known: where a probe is put in, the byte
   * of the file is there for a moment.
   */
  static int load(Turn turn, long address, Memory.Touch touch) {
    SpecState state = turn.state();
    Run run = state.space.at(Pages.of(address));
    if (run != null && run.attributes().object() == Objects.CODE) {
      throw Open.question("what the code file holds");
    }
    return state.objects.content(touch.frame()).get(Pages.offset(address));
  }
}
