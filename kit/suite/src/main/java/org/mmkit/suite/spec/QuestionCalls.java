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
    transitions.put(
        "mincore_raw", turn -> residency(turn, turn.value("addr"), turn.value("bytes")));
    transitions.put("core", turn -> Answer.OK);
    transitions.put("rollup", Transition.open("the resident pages of the whole process"));
    transitions.put("totalmaps", Transition.open("the number of mappings of the process"));
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
      throw new Open("the size of the process counts as locked");
    }
    return Answer.of(Long.toString(Limits.lockedPages(turn.state())));
  }

  static Answer smaps(Turn turn) {
    Run run = turn.space().at(Pages.of(turn.address("a")));
    String field = turn.call().text("field");
    if (run == null || !field.equals("Rss")) {
      throw new Open("smaps' " + field);
    }
    Attributes attributes = run.attributes();
    if (!attributes.isAnonymous()) {
      throw new Open("the kernel maps pages of files around a fault");
    }
    if (!turn.space().seamsWithin(run.start(), run.end()).isEmpty()) {
      throw new Open("the mapping may be split");
    }
    long present =
        turn.state().frames.subMap(run.start(), run.end()).values().stream()
            .filter(frame -> frame != Objects.ZERO_FRAME)
            .count();
    return Answer.of(Long.toString(present));
  }

  static Answer hasFlag(Turn turn) {
    Run run = turn.space().at(Pages.of(turn.address("a")));
    String code = turn.call().text("flag");
    for (Flag flag : Flag.values()) {
      if (run != null && flag.code().equals(code)) {
        return Answer.of(run.has(flag) ? "yes" : "no");
      }
    }
    throw new Open("the flag " + code);
  }

  static Answer isDeleted(Turn turn) {
    Run run = turn.space().at(Pages.of(turn.address("a")));
    if (run == null || run.attributes().isAnonymous()) {
      throw new Open("the name of no file");
    }
    if (turn.state().objects.get(run.attributes().object()).kind() != Backing.Kind.FILE) {
      throw new Open("the names of other files than F");
    }
    return Answer.of("yes");
  }

  static Answer residency(Turn turn, long address, long bytes) {
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
    if (!turn.space().isCovered(start, end)) {
      return Answer.of("ENOMEM");
    }
    StringBuilder bits = new StringBuilder();
    for (Run run : turn.space().within(start, end)) {
      for (long page = run.start(); page < run.end(); page++) {
        bits.append(isResident(turn.state(), page, run.attributes()) ? '1' : '0');
      }
    }
    return Answer.of(bits.toString());
  }

  private static boolean isResident(SpecState state, long page, Attributes attributes) {
    if (attributes.has(Flag.HUGETLB)) {
      return state.frames.containsKey(page - page % Pages.HUGE);
    }
    Integer own = state.frames.get(page);
    if (own != null && own == Objects.ZERO_FRAME && state.isChild) {
      throw new Open("fork copies the zero page only beside other pages");
    }
    if (own != null) {
      return true;
    }
    if (attributes.isAnonymous()) {
      return false;
    }
    long index = page + attributes.delta();
    Backing backing = state.objects.get(attributes.object());
    boolean resident = backing.resident().containsKey(index);
    if (!resident
        && backing.kind() == Backing.Kind.FILE
        && !state.objects.isBehindEnd(attributes.object(), index)) {
      throw new Open("file systems read ahead");
    }
    return resident;
  }
}
