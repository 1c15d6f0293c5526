// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Forked children, also one that lives on, and partners that share the memory. */
final class ChildCalls {

  private ChildCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("fork", ChildCalls::fork);
    transitions.put("vfork", ChildCalls::vfork);
    transitions.put("child", ChildCalls::child);
    transitions.put("child_kill", ChildCalls::kill);
    transitions.put("child_exit", ChildCalls::exit);
    transitions.put("child_pvr", ChildCalls::read);
    transitions.put("child_maps", ChildCalls::maps);
    transitions.put("mrelease", ChildCalls::release);
  }

  /** A child's calls; what it does to objects lasts, what it does to its memory does not. */
  static Answer fork(Turn turn) {
    SpecState child = Forking.child(turn.state());
    Answer answer = run(turn, child);
    HugeMemory.outlive(turn.state(), child);
    keepWhatLasts(turn.state(), child);
    turn.state().objects = child.objects;
    return answer;
  }

  /** A partner's calls work on the same memory; of several, this knows only one moment. */
  static Answer vfork(Turn turn) {
    SpecState state = turn.state();
    long landed = state.landed(turn.task());
    int userfaultfds = state.userfaultfds;
    Limits limits = state.limits.copy();
    Answer answer = run(turn, state);
    state.landAt(turn.task(), landed);
    state.userfaultfds = userfaultfds;
    state.limits = state.limits.of(limits);
    return answer;
  }

  /** The child lives on when its calls are done. */
  static Answer child(Turn turn) {
    SpecState state = turn.state();
    if (state.child != null) {
      return Answer.of("EBUSY");
    }
    SpecState child = Forking.child(state);
    state.inheritedHuge = Forking.heads(state);
    Answer answer = run(turn, child);
    state.hugePool = child.hugePool;
    keepWhatLasts(state, child);
    state.objects = child.objects;
    child.objects = Objects.fresh();
    state.child = child;
    state.hadChild = true;
    state.childKilled = false;
    return answer;
  }

  /**
   * What a child did beside its memory and to that of objects: a segment outlives who made it, and
   * what is behind the end of a file leaves all mappings.
   */
  static void keepWhatLasts(SpecState state, SpecState child) {
    state.segment = child.segment;
    state.removedSegments = child.removedSegments;
    state.unknown = child.unknown;
    Files.dropBehind(state, child.shortestFile);
    child.shortestFile = Long.MAX_VALUE;
  }

  private static Answer run(Turn turn, SpecState state) {
    List<Answer> answers = new ArrayList<>();
    for (Call call : turn.call().ops("ops")) {
      if (FailedAllocations.mayFailInChild(state, turn.task(), call)
          && turn.choices().pick(2) == 1) {
        FailedAllocations.leaveSplit(state, turn.task(), call);
        answers.add(Answer.of(FailedAllocations.answer(call)));
      } else {
        answers.add(SpecTarget.answer(turn.with(state).with(call)));
      }
    }
    return new Answer.Sequence(answers);
  }

  static Answer kill(Turn turn) {
    turn.state().childKilled = true;
    return turn.state().child == null ? Answer.of("ESRCH") : Answer.OK;
  }

  static Answer exit(Turn turn) {
    SpecState child = turn.state().child;
    boolean lived = child != null;
    turn.state().child = null;
    if (child != null) {
      turn.state().hugePool = HugeMemory.afterExit(turn.state().hugePool, child);
    }
    HugeMemory.dropUnmapped(turn.state());
    return lived ? Answer.OK : Answer.of("ESRCH");
  }

  /** process_vm_readv of a byte of the child. */
  static Answer read(Turn turn) {
    SpecState child = turn.state().child;
    if (child == null) {
      return Answer.of("ESRCH");
    }
    child.objects = turn.state().objects;
    child.hugePool = turn.state().hugePool;
    long address = turn.address("a");
    child.inheritedHuge.retainAll(turn.state().inheritedHuge);
    Memory.Touch touch = Memory.pinned(child, Pages.of(address));
    turn.state().hugePool = child.hugePool;
    if (touch.isFault()) {
      return Answer.of(touch.fault());
    }
    int value = MemoryCalls.load(turn.with(child), address, touch);
    child.objects = Objects.fresh();
    return Answer.of(MemoryCalls.value(value));
  }

  static Answer maps(Turn turn) {
    SpecState child = turn.state().child;
    if (child == null) {
      return Answer.of("[]");
    }
    child.objects = turn.state().objects;
    Answer answer = QuestionCalls.maps(turn.with(child));
    child.objects = Objects.fresh();
    return answer;
  }

  /** process_mrelease: private pages of a child that was killed go, but not locked ones. */
  static Answer release(Turn turn) {
    SpecState child = turn.state().child;
    if (child == null) {
      return Answer.of("ESRCH");
    }
    if (!turn.state().childKilled) {
      return Answer.of("EINVAL");
    }
    for (Run run : child.space.runs()) {
      if (!run.attributes().shared() && !run.has(Flag.LOCKED) && !run.has(Flag.HUGETLB)) {
        child.frames.subMap(run.start(), run.end()).clear();
      }
    }
    child.unstable = true;
    return Answer.OK;
  }
}
