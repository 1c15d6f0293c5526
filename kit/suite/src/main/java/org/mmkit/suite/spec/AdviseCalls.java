// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.mmkit.suite.program.CallMap;

/** madvise: goes on behind holes, stops at errors. */
final class AdviseCalls {

  private static final Set<String> DISCARDS =
      Set.of(
          "FREE",
          "DONTNEED",
          "DONTNEED_LOCKED",
          "REMOVE",
          "DONTFORK",
          "WIPEONFORK",
          "GUARD_INSTALL");

  /** What a call that takes a vector handles at most. */
  private static final long BYTES_MAX = 0x7ffff000L;

  private AdviseCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("adv", turn -> advise(turn, turn.address("a"), turn.bytes("n")));
    transitions.put("adv_raw", turn -> advise(turn, turn.value("addr"), turn.value("bytes")));
    transitions.put("padv", AdviseCalls::processAdvise);
  }

  private static Answer advise(Turn turn, long address, long bytes) {
    String advice = turn.call().text("advice");
    String error = checkRange(address, bytes, advice);
    if (!error.isEmpty()) {
      return Answer.of(error);
    }
    long start = Pages.of(address);
    long end = Pages.of(address + Pages.alignUp(bytes));
    if (start == end) {
      return Answer.OK;
    }
    if (advice.startsWith("POPULATE")) {
      return Answer.of(populate(turn.state(), start, end, advice.endsWith("WRITE")));
    }
    long next = start;
    boolean hole = false;
    for (Run run : turn.space().within(start, end)) {
      hole |= run.start() != next;
      if (run.start() >= SpecState.ELSEWHERE && next < run.start()) {
        throw new Open("what lies above the arena");
      }
      error = one(turn, run, advice);
      if (!error.isEmpty()) {
        return Answer.of(error);
      }
      next = run.end();
    }
    if (end > SpecState.ELSEWHERE) {
      if (advice.equals("DONTFORK")) {
        throw new Open("what a child has of the rest of its parent");
      }
      throw Open.question("what lies above the arena");
    }
    return Answer.of(hole || next < end ? "ENOMEM" : "OK");
  }

  /** process_madvise on itself: the pages that were advised. */
  private static Answer processAdvise(Turn turn) {
    long bytes = Math.min(turn.bytes("n"), BYTES_MAX);
    if (bytes < 0) {
      return Answer.of("EINVAL");
    }
    if (!Pages.inUserSpace(turn.address("a"), bytes)) {
      return Answer.of("EFAULT");
    }
    if (bytes == 0) {
      return Answer.of("0");
    }
    Answer answer = advise(turn, turn.address("a"), bytes);
    return answer.equals(Answer.OK) ? Answer.of(Long.toString(Pages.of(bytes))) : answer;
  }

  private static String checkRange(long address, long bytes, String advice) {
    long length = Pages.alignUp(bytes);
    boolean wraps = Long.compareUnsigned(address + length, address) < 0;
    if (advice.equals("BAD") || !Pages.isAligned(address) || bytes != 0 && length == 0 || wraps) {
      return "EINVAL";
    }
    return "";
  }

  /** Faults pages in; why one cannot be, or OK. */
  static String populate(SpecState state, long start, long end, boolean write) {
    for (long page = start; page < end; page++) {
      Run run = state.space.at(page);
      if (run == null) {
        return "ENOMEM";
      }
      if (run.attributes().object() == Objects.DEVICE
          || !run.attributes().can(write ? Attributes.WRITE : Attributes.READ)) {
        return "EINVAL";
      }
      if (Memory.kernel(state, page, write, false).isFault()) {
        return state.poisoned.contains(page) ? "EHWPOISON" : "EFAULT";
      }
    }
    return "OK";
  }

  /** Advice on a part of one run; why it is refused, or nothing. */
  static String one(Turn turn, Run run, String advice) {
    SpecState state = turn.state();
    Attributes attributes = run.attributes();
    if (attributes.has(Flag.SEALED) && DISCARDS.contains(advice) && !mayDiscard(attributes)) {
      return "EPERM";
    }
    return switch (advice) {
      case "FREE" -> free(turn, run);
      case "DONTNEED", "DONTNEED_LOCKED" -> discard(state, run, advice);
      case "REMOVE" -> remove(state, run);
      case "WILLNEED" -> "";
      case "COLD", "PAGEOUT" -> Ageing.age(turn, run, advice);
      case "GUARD_INSTALL" -> guard(state, run);
      case "GUARD_REMOVE" -> unguard(state, run);
      case "COLLAPSE" -> throw new Open("collapsing needs huge pages");
      default -> flag(state, run, advice);
    };
  }

  /** A sealed mapping whose content can be had again, or written over, may lose it. */
  private static boolean mayDiscard(Attributes attributes) {
    return !attributes.isAnonymous() || attributes.can(Attributes.WRITE);
  }

  /** What is freed lazily keeps its content, until the memory is needed, or loses it. */
  private static String free(Turn turn, Run run) {
    if (!run.attributes().isAnonymous() || run.has(Flag.LOCKED)) {
      return "EINVAL";
    }
    Ageing.mayLose(turn, run);
    turn.state().poisoned.subSet(run.start(), run.end()).clear();
    turn.state().lazilyFreed.addAll(turn.state().frames.subMap(run.start(), run.end()).keySet());
    return "";
  }

  private static String discard(SpecState state, Run run, String advice) {
    if (run.has(Flag.HUGETLB)) {
      return discardHuge(state, run);
    }
    boolean locked = run.has(Flag.LOCKED) && !advice.equals("DONTNEED_LOCKED");
    if (locked || run.attributes().object() == Objects.DEVICE) {
      return "EINVAL";
    }
    state.frames.subMap(run.start(), run.end()).clear();
    state.poisoned.subSet(run.start(), run.end()).clear();
    BinderCalls.discard(state, run);
    return "";
  }

  private static String discardHuge(SpecState state, Run run) {
    if (!Pages.isHugeAligned(run.start())) {
      return "EINVAL";
    }
    long end = run.end() - run.end() % Pages.HUGE;
    if (end > run.start() && !run.attributes().shared()) {
      HugeMemory.discard(state, run.start(), end, run.attributes());
    }
    return "";
  }

  private static String remove(SpecState state, Run run) {
    Attributes attributes = run.attributes();
    boolean noFile = attributes.isAnonymous() && !attributes.has(Flag.ZERO_DEVICE);
    if (attributes.isLocked() || noFile) {
      return "EINVAL";
    }
    if (!attributes.isSharedWritable()) {
      return "EACCES";
    }
    if (attributes.has(Flag.HUGETLB)) {
      HugeMemory.punch(state, run);
      return "";
    }
    if ((run.start() + attributes.delta()) * Pages.SIZE < 0) {
      return "EINVAL";
    }
    long last = (run.end() + attributes.delta()) * Pages.SIZE;
    boolean onDisk = attributes.object() == Objects.FILE || attributes.object() == Objects.CODE;
    if (last < 0 || onDisk && last > Files.BYTES_MAX) {
      return "EFBIG";
    }
    Files.punch(
        state,
        attributes.object(),
        (run.start() + attributes.delta()) * Pages.SIZE,
        (run.end() + attributes.delta()) * Pages.SIZE);
    return "";
  }

  private static String guard(SpecState state, Run run) {
    if (run.has(Flag.HUGETLB) || run.has(Flag.LOCKED) || state.isSpecial(run.attributes())) {
      return "EINVAL";
    }
    state.forget(run.start(), run.end());
    state.codeGuarded |= run.attributes().object() == Objects.CODE;
    for (long page = run.start(); page < run.end(); page++) {
      state.guards.add(page);
    }
    return "";
  }

  private static String unguard(SpecState state, Run run) {
    if (run.has(Flag.HUGETLB) || state.isSpecial(run.attributes())) {
      return "EINVAL";
    }
    state.guards.subSet(run.start(), run.end()).clear();
    return "";
  }

  private static String flag(SpecState state, Run run, String advice) {
    Attributes attributes = run.attributes();
    boolean refused =
        switch (advice) {
          case "WIPEONFORK" -> !attributes.isAnonymous() || attributes.has(Flag.ZERO_DEVICE);
          case "DOFORK" -> attributes.object() == Objects.DEVICE;
          case "KEEPONFORK" -> attributes.has(Flag.DROPPABLE);
          case "DODUMP" -> attributes.has(Flag.DROPPABLE) || state.isSpecial(attributes);
          default -> false;
        };
    if (refused) {
      return "EINVAL";
    }
    if (advice.equals("MERGEABLE") && state.isSpecial(attributes)) {
      return "";
    }
    UnaryOperator<Attributes> change = change(advice);
    Attributes after = change.apply(attributes);
    if (after.equals(attributes)) {
      return "";
    }
    String split = Splitting.check(state, run, after);
    if (!split.isEmpty()) {
      return split.equals("ENOMEM") ? "EAGAIN" : split;
    }
    state.space.change(run.start(), run.end(), change);
    return "";
  }

  private static UnaryOperator<Attributes> change(String advice) {
    return switch (advice) {
      case "NORMAL" -> a -> a.without(Flag.RANDOM).without(Flag.SEQUENTIAL);
      case "RANDOM" -> a -> a.with(Flag.RANDOM).without(Flag.SEQUENTIAL);
      case "SEQUENTIAL" -> a -> a.with(Flag.SEQUENTIAL).without(Flag.RANDOM);
      case "DONTFORK" -> a -> a.with(Flag.DONTFORK);
      case "DOFORK" -> a -> a.without(Flag.DONTFORK);
      case "WIPEONFORK" -> a -> a.with(Flag.WIPEONFORK);
      case "KEEPONFORK" -> a -> a.without(Flag.WIPEONFORK);
      case "DONTDUMP" -> a -> a.with(Flag.DONTDUMP);
      case "DODUMP" -> a -> a.without(Flag.DONTDUMP);
      case "HUGEPAGE" -> a -> a.with(Flag.HUGEPAGE).without(Flag.NOHUGEPAGE);
      case "NOHUGEPAGE" -> a -> a.with(Flag.NOHUGEPAGE).without(Flag.HUGEPAGE);
      case "MERGEABLE" ->
          a ->
              a.with(Flag.MERGEABLE, !a.shared() && !a.has(Flag.HUGETLB) && !a.has(Flag.DROPPABLE));
      case "UNMERGEABLE" -> a -> a.without(Flag.MERGEABLE);
      default -> throw new IllegalArgumentException(advice);
    };
  }
}
