// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.program.CallMap;

/** mprotect: changes run by run until something is in the way. */
final class ProtectCalls {

  private static final long GROWSDOWN = 0x01000000;
  private static final long GROWSUP = 0x02000000;
  private static final long SEM = 8;
  private static final int NO_KEY = -1;

  private ProtectCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("prot", turn -> protect(turn, turn.address("a"), turn.bytes("n")));
    transitions.put("prot_raw", turn -> protect(turn, turn.value("addr"), turn.value("bytes")));
    transitions.put("protb", turn -> protect(turn, HeapCalls.address(turn), turn.bytes("n")));
  }

  private static Answer protect(Turn turn, long address, long bytes) {
    long asked = turn.call().prot("p", turn.env());
    long grows = asked & (GROWSDOWN | GROWSUP);
    long prot = asked & ~grows;
    if (grows == (GROWSDOWN | GROWSUP) || !Pages.isAligned(address)) {
      return Answer.of("EINVAL");
    }
    if (bytes == 0) {
      return Answer.OK;
    }
    long length = Pages.alignUp(bytes);
    if (Long.compareUnsigned(address + length, address) <= 0) {
      return Answer.of("ENOMEM");
    }
    if ((prot & ~(7 | SEM)) != 0) {
      return Answer.of("EINVAL");
    }
    if (hasKey(turn)) {
      return Answer.of("EINVAL");
    }
    long start = Pages.of(address);
    long end = Pages.of(address + length);
    if (turn.space().isFree(start, end)) {
      if (grows == GROWSDOWN && Long.compareUnsigned(end, SpecState.ELSEWHERE) > 0) {
        throw Open.question("what lies above the arena");
      }
      return Answer.of("ENOMEM");
    }
    if (grows == 0) {
      return Answer.of(walk(turn, start, end, (int) prot & 7));
    }
    Run first = turn.space().within(start, end).get(0);
    if (grows == GROWSUP) {
      return Answer.of(first.start() > start ? "ENOMEM" : "EINVAL");
    }
    if (!first.has(Flag.GROWSDOWN)) {
      return Answer.of("EINVAL");
    }
    return Answer.of(walk(turn, lowest(turn, first.start()), end, (int) prot & 7));
  }

  /** Where the mapping begins that holds a page. */
  private static long lowest(Turn turn, long page) {
    long whole = turn.space().mapped(page).start();
    return turn.isSplit(whole, page + 1)
        ? turn.space().seamsWithin(whole, page + 1).stream().reduce(whole, Math::max)
        : whole;
  }

  /** Whether the call names a protection key: none was allocated. */
  static boolean hasKey(Turn turn) {
    return turn.call().name().equals("prot")
        && turn.call().has("key")
        && (int) turn.value("key") != NO_KEY;
  }

  private static String walk(Turn turn, long start, long end, int prot) {
    long next = start;
    for (Run run : turn.space().within(start, end)) {
      if (run.start() != next) {
        return "ENOMEM";
      }
      String error = one(turn, run, prot);
      if (!error.isEmpty()) {
        return error;
      }
      next = run.end();
    }
    return next < end ? "ENOMEM" : "OK";
  }

  /** Changes the protection of a part of one run; why not, or nothing. */
  static String one(Turn turn, Run run) {
    return one(turn, run, (int) turn.call().prot("p", turn.env()) & 7);
  }

  private static String one(Turn turn, Run run, int prot) {
    SpecState state = turn.state();
    Attributes before = run.attributes();
    if ((prot & ~before.mayProt()) != 0) {
      return "EACCES";
    }
    if (before.has(Flag.SEALED)) {
      return "EPERM";
    }
    if (before.prot() == prot) {
      return "";
    }
    Attributes after = before.withProt(prot);
    if (isRefused(state, before, after, run.pages())) {
      change(state, run.within(run.start(), limit(turn, run, after)), after);
      return "ENOMEM";
    }
    if (stopsAtSeam(turn, run, after)) {
      return "ENOMEM";
    }
    if (!before.can(Attributes.WRITE) && !Limits.hasMemory(after, run.pages())) {
      return "ENOMEM";
    }
    String split = Splitting.check(state, run, after);
    if (!split.isEmpty()) {
      return split;
    }
    long end = turn.reached(run);
    if (end > run.start()) {
      change(state, run.within(run.start(), end), after);
    }
    return end < run.end() ? "ENOMEM" : "";
  }

  /** Memory that becomes data must be allowed as such, if only the limit of data forbids it. */
  private static boolean isRefused(
      SpecState state, Attributes before, Attributes after, long pages) {
    return after.can(Attributes.WRITE)
        && !state.limits.mayExpand(state.space, after, pages)
        && state.limits.mayExpand(state.space, before, pages);
  }

  /** The kernel may have split the mapping, and be refused a first part where not the whole. */
  private static boolean stopsAtSeam(Turn turn, Run run, Attributes after) {
    for (long seam : turn.space().seamsWithin(run.start(), run.end())) {
      long pages = seam - run.start();
      boolean refused = isRefused(turn.state(), run.attributes(), after, pages);
      if (refused && turn.choices().pick(2) == 1) {
        return true;
      }
    }
    return false;
  }

  /**
   * How far a change comes that a limit forbids as a whole: the kernel may have split the mapping
   * at some seams, and what lies before one of them may have been allowed.
   */
  private static long limit(Turn turn, Run run, Attributes after) {
    List<Long> allowed = new ArrayList<>();
    for (long seam : turn.space().seamsWithin(run.start(), run.end())) {
      if (turn.state().limits.mayExpand(turn.space(), after, seam - run.start())) {
        allowed.add(seam);
      }
    }
    int choice = allowed.isEmpty() ? 0 : turn.choices().pick(allowed.size() + 1);
    return choice == 0 ? run.start() : allowed.get(choice - 1);
  }

  private static void change(SpecState state, Run run, Attributes after) {
    Attributes before = run.attributes();
    state.space.change(run.start(), run.end(), attributes -> after);
    boolean wasReadOnly = !before.can(Attributes.WRITE) && !before.isSharedWritable();
    if (before.isLocked() && wasReadOnly && after.can(Attributes.WRITE)) {
      Memory.populate(state, run.start(), run.end());
    }
  }
}
