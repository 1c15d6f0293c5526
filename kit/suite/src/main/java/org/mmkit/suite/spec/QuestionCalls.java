// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.CallMap;

/** What /proc and mincore tell of the memory. */
final class QuestionCalls {

  private QuestionCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("maps", QuestionCalls::maps);
    transitions.put("nvma", QuestionCalls::count);
    transitions.put("vmlck", QuestionCalls::locked);
    transitions.put("smaps", QuestionCalls::smaps);
    transitions.put("hasflag", QuestionCalls::hasFlag);
    transitions.put("mapname_deleted", QuestionCalls::isDeleted);
    transitions.put("mincore", turn -> residency(turn, turn.address("a"), turn.bytes("n")));
    transitions.put("mincore_raw", QuestionCalls::residencyIntoMemory);
    transitions.put("core", turn -> Answer.OK);
    transitions.put("rollup", Transition.openQuestion("the resident pages of the whole process"));
    transitions.put("totalmaps", Transition.openQuestion("the number of mappings of the process"));
  }

  static Answer maps(Turn turn) {
    return new Answer.Coverage(MapsText.of(arena(turn), turn.state().objects));
  }

  static Answer count(Turn turn) {
    return new Answer.AtLeast(arena(turn).size());
  }

  private static List<Run> arena(Turn turn) {
    return turn.space().within(Pages.ARENA - Pages.ARENA_MARGIN, Pages.ARENA + Pages.ARENA_PAGES);
  }

  static Answer locked(Turn turn) {
    if (turn.state().allLocked) {
      throw Open.question("the size of the process counts as locked");
    }
    return Answer.of(Long.toString(Limits.lockedPages(turn.state())));
  }

  static Answer smaps(Turn turn) {
    Run run = turn.space().at(Pages.of(turn.address("a")));
    String field = turn.call().text("field");
    if (run == null) {
      return Answer.of("none");
    }
    if (!turn.space().seamsWithin(run.start(), run.end()).isEmpty()) {
      throw Open.question("the mapping may be split");
    }
    Attributes attributes = run.attributes();
    boolean shares = field.equals("Pss") || field.equals("Locked");
    return switch (field) {
      case "Swap" -> Answer.of("0");
      case "Size" -> Answer.of(Long.toString(run.pages()));
      case "Locked", "Pss", "Rss", "Anonymous" ->
          field.equals("Locked") && !attributes.has(Flag.LOCKED)
              ? Answer.of("0")
              : resident(turn.state(), run, field.equals("Anonymous"), shares);
      default -> throw Open.question("smaps' " + field);
    };
  }

  private static Answer resident(SpecState state, Run run, boolean onlyOwn, boolean shares) {
    if (!onlyOwn && !run.attributes().isAnonymous()) {
      throw Open.question("the kernel maps pages of files around a fault");
    }
    if (run.has(Flag.HUGETLB) || state.hugePagesMayCome) {
      throw Open.question("huge pages");
    }
    if (shares && (state.isChild || state.child != null)) {
      throw Open.question("which pages another process maps too");
    }
    return Answer.of(Long.toString(ownPages(state, run)));
  }

  /** The pages that only this memory has; the page of zeroes is everybody's. */
  private static long ownPages(SpecState state, Run run) {
    return state.frames.subMap(run.start(), run.end()).values().stream()
        .filter(frame -> frame != Objects.ZERO_FRAME)
        .count();
  }

  static Answer hasFlag(Turn turn) {
    Run run = turn.space().at(Pages.of(turn.address("a")));
    String code = turn.call().text("flag");
    if (run == null) {
      return Answer.of("no");
    }
    for (Flag flag : Flag.values()) {
      if (flag.code().equals(code)) {
        return Answer.of(run.has(flag) ? "yes" : "no");
      }
    }
    throw Open.question("the flag " + code);
  }

  static Answer isDeleted(Turn turn) {
    Run run = turn.space().at(Pages.of(turn.address("a")));
    if (run == null || run.attributes().isAnonymous()) {
      throw Open.question("the name of no file");
    }
    if (turn.state().objects.get(run.attributes().object()).kind() != Backing.Kind.FILE) {
      throw Open.question("the names of other files than F");
    }
    return Answer.of("yes");
  }

  static Answer residency(Turn turn, long address, long bytes) {
    return residency(turn, address, bytes, (first, bits) -> true);
  }

  /** The vector is in the program's memory: it has to be there, and is written to. */
  private static Answer residencyIntoMemory(Turn turn) {
    long vector = turn.address("vec");
    long address = turn.value("addr");
    long bytes = turn.value("bytes");
    boolean valid = Pages.isAligned(address) && Pages.inUserSpace(address, bytes);
    if (valid && !Pages.inUserSpace(vector, Pages.of(Pages.alignUp(bytes)))) {
      return Answer.of("EFAULT");
    }
    try {
      return residency(
          turn, address, bytes, (first, bits) -> store(turn.state(), vector + first, bits));
    } catch (Open open) {
      throw new Open(open.getMessage()); // What was not known has been written.
    }
  }

  private static boolean store(SpecState state, long address, String bits) {
    for (int i = 0; i < bits.length(); i++) {
      Memory.Touch touch = Memory.user(state, Pages.of(address + i), Attributes.WRITE);
      if (touch.isFault()) {
        return false;
      }
      state.objects.store(touch.frame(), Pages.offset(address + i), bits.charAt(i) - '0');
    }
    return true;
  }

  /** Takes the answers of one mapping. */
  private interface Vector {
    boolean store(int first, String bits);
  }

  private static Answer residency(Turn turn, long address, long bytes, Vector vector) {
    if (!Pages.isAligned(address)) {
      return Answer.of("EINVAL");
    }
    if (!Pages.inUserSpace(address, bytes)) {
      return Answer.of("ENOMEM");
    }
    if (bytes == 0) {
      return Answer.of("0");
    }
    long start = Pages.of(address);
    long end = start + Pages.of(Pages.alignUp(bytes));
    StringBuilder all = new StringBuilder();
    for (long page = start; page < end; page = start + all.length()) {
      Run run = turn.space().at(page);
      if (run == null) {
        return Answer.of("ENOMEM");
      }
      String bits =
          bits(turn.state(), run.within(page, piece(turn, page, Math.min(run.end(), end))));
      if (!vector.store(all.length(), bits)) {
        return Answer.of("EFAULT");
      }
      all.append(bits);
    }
    return Answer.of(all.toString());
  }

  /** Where a piece ends that the kernel looks at as one: it may have split a mapping. */
  private static long piece(Turn turn, long page, long end) {
    for (long seam : turn.space().seamsWithin(page, end)) {
      if (turn.choices().pick(2) == 1) {
        return seam;
      }
    }
    return Math.min(end, page + Pages.SIZE);
  }

  private static String bits(SpecState state, Run run) {
    StringBuilder bits = new StringBuilder();
    for (long page = run.start(); page < run.end(); page++) {
      bits.append(isResident(state, page, run.attributes()) ? '1' : '0');
    }
    return bits.toString();
  }

  private static boolean isResident(SpecState state, long page, Attributes attributes) {
    if (attributes.has(Flag.HUGETLB) && attributes.shared()) {
      long index = page + attributes.delta();
      boolean there =
          state.objects.get(attributes.object()).resident().containsKey(index - index % Pages.HUGE);
      if (there) {
        throw Open.question("whether a shared huge page is mapped here");
      }
      return false;
    }
    if (attributes.has(Flag.HUGETLB)) {
      return state.frames.containsKey(page - page % Pages.HUGE);
    }
    Integer own = state.frames.get(page);
    if (own != null && own == Objects.ZERO_FRAME && state.isChild) {
      throw Open.question("fork copies the zero page only beside other pages");
    }
    if (own != null) {
      return true;
    }
    if (attributes.object() == Objects.DEVICE) {
      // The driver maps all that it has at once, and nothing takes it away.
      return !state.objects.isBehindEnd(Objects.DEVICE, page + attributes.delta());
    }
    if (attributes.isAnonymous()) {
      if (state.hugePagesMayCome) {
        throw Open.question("huge pages may have come");
      }
      return false;
    }
    long index = page + attributes.delta();
    Backing backing = state.objects.get(attributes.object());
    if (backing.kind() == Backing.Kind.CODE) {
      throw Open.question("how much of the code file is in memory");
    }
    boolean resident = backing.resident().containsKey(index);
    if (resident && !state.objects.isResidencyKnown(attributes.object())) {
      throw Open.question("which pages are still in memory");
    }
    if (!resident
        && backing.kind() == Backing.Kind.FILE
        && !state.objects.isBehindEnd(attributes.object(), index)) {
      throw Open.question("file systems read ahead");
    }
    return resident;
  }
}
