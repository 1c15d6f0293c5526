// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.Set;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Calls on the mappings that the kernel makes itself; of them, little is the same everywhere. */
final class SpecialCalls {

  private static final String VVAR = "[vvar]";
  private static final long VVAR_PAGES = 4;
  private static final long VDSO_PAGES = 2;
  private static final Set<String> REFUSED_ADVICE =
      Set.of(
          "DONTNEED",
          "DONTNEED_LOCKED",
          "FREE",
          "COLD",
          "PAGEOUT",
          "REMOVE",
          "POPULATE_READ",
          "POPULATE_WRITE",
          "DOFORK",
          "DODUMP",
          "GUARD_INSTALL",
          "GUARD_REMOVE");

  private SpecialCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("special", SpecialCalls::range);
    transitions.put("sp_unmap", SpecialCalls::unmap);
    transitions.put("sp_adv", SpecialCalls::advise);
    transitions.put("sp_lock", SpecialCalls::lock);
    transitions.put("sp_remap", SpecialCalls::remap);
    transitions.put("sp_pvr", SpecialCalls::other);
    transitions.put("sp_prot", SpecialCalls::protect);
    transitions.put("hfree", SpecialCalls::hugePool);
  }

  private static String name(Turn turn) {
    String name = turn.call().text("name");
    if (turn.state().unmappedSpecials.contains(name)) {
      throw Open.question(name + " after it was unmapped");
    }
    if (turn.state().changedSpecials.contains(name)) {
      throw Open.question(name + " with another protection");
    }
    return name;
  }

  private static void only(Turn turn, String... names) {
    if (!Set.of(names).contains(name(turn))) {
      throw Open.question("what becomes of " + turn.call().text("name"));
    }
  }

  static Answer unmap(Turn turn) {
    SpecState state = turn.state();
    String name = turn.call().text("name");
    boolean changed = state.changedSpecials.remove(name);
    only(turn, "[vdso]", VVAR);
    if (changed && state.limits.hasDataLimit()) {
      throw new Open("how much of the process counts as data");
    }
    state.limits.freeAddressSpace(name.equals(VVAR) ? VVAR_PAGES : VDSO_PAGES);
    state.unmappedSpecials.add(name);
    if (changed) {
      throw Open.question(name + " with another protection");
    }
    return Answer.OK;
  }

  static Answer advise(Turn turn) {
    if (turn.call().text("advice").equals("DONTFORK")) {
      only(turn, "[vdso]", VVAR);
      throw new Open("the size of a child without " + name(turn));
    }
    only(turn, VVAR);
    if (turn.call().text("advice").equals("WIPEONFORK")) {
      return Answer.OK;
    }
    if (!REFUSED_ADVICE.contains(turn.call().text("advice"))) {
      throw Open.question("advice on " + VVAR);
    }
    return Answer.of("EINVAL");
  }

  static Answer lock(Turn turn) {
    only(turn, "[vdso]", VVAR);
    Limits limits = turn.state().limits;
    if (!limits.mayLock()) {
      return Answer.of("EPERM");
    }
    long pages = turn.call().text("name").equals(VVAR) ? VVAR_PAGES : VDSO_PAGES;
    boolean fits = limits.mayLock(Limits.lockedPages(turn.state()) + pages);
    return Answer.of(fits ? "OK" : "ENOMEM");
  }

  static Answer remap(Turn turn) {
    Call call = turn.call();
    boolean places = call.hasLetter("fl", 'F') || call.hasLetter("fl", 'D');
    boolean sizes = call.hasLetter("fl", 'D') && turn.bytes("old") != turn.bytes("new");
    if (call.hasLetter("fl", 'B') || places && !call.hasLetter("fl", 'M') || sizes) {
      return Answer.of("EINVAL");
    }
    only(turn, VVAR, "[vdso]");
    if (places && turn.bytes("new") <= turn.bytes("old")) {
      throw new Open("moving " + name(turn));
    }
    if (turn.bytes("new") == 0 && turn.bytes("old") == 0) {
      return Answer.OK;
    }
    only(turn, VVAR);
    if (turn.bytes("new") <= turn.bytes("old")) {
      throw Open.question("what lies behind " + VVAR);
    }
    return Answer.of("EFAULT");
  }

  static Answer range(Turn turn) {
    only(turn, "[vsyscall]");
    return Answer.of("0xffffffffff600000-0xffffffffff601000");
  }

  /** From then on it is not what it was, for all other calls. */
  private static Answer protect(Turn turn) {
    if (turn.state().limits.hasDataLimit()) {
      throw new Open("how much of the process counts as data");
    }
    String name = name(turn);
    turn.state().changedSpecials.add(name);
    throw Open.question("what becomes of " + name);
  }

  static Answer other(Turn turn) {
    throw Open.question("what becomes of " + name(turn));
  }

  static Answer hugePool(Turn turn) {
    HugePool pool = turn.state().hugePool;
    if (!pool.known()) {
      throw Open.question("reservations of huge pages that were given back");
    }
    return Answer.of("free=" + pool.free() + " rsvd=" + pool.reserved());
  }
}
