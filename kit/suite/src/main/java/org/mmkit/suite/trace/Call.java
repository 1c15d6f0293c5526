// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.MachineCost;
import org.mmkit.machine.profile.MachineProfile;

/**
 * A function with those that it called.
 *
 * @param span from entry to return
 * @param inner in the order of their entries; open to more while the tree is made
 */
record Call(Span span, List<Call> inner) {

  /** The calls of all tasks, those of a task in the order of their entries. */
  static List<Call> trees(List<Span> spans, List<Hold> holds, MachineProfile profile) {
    TreeMap<Integer, List<Span>> byTask = new TreeMap<>();
    for (Span span : spans) {
      byTask.computeIfAbsent(span.track().id(), id -> new ArrayList<>()).add(span);
    }
    TreeMap<Integer, List<Hold>> holdsOf = new TreeMap<>();
    for (Hold hold : holds) {
      holdsOf.computeIfAbsent(hold.track().id(), id -> new ArrayList<>()).add(hold);
    }
    List<Call> trees = new ArrayList<>();
    byTask.forEach(
        (id, own) -> {
          own.addAll(lockFunctions(holdsOf.getOrDefault(id, List.of()), profile));
          trees.addAll(trees(own));
        });
    return trees;
  }

  /** The functions by which one task got and gave up its locks. */
  private static List<Span> lockFunctions(Collection<Hold> holds, MachineProfile profile) {
    List<Hold> ordered = new ArrayList<>(holds);
    ordered.sort(Comparator.comparingLong(Hold::fromPs).thenComparingLong(Hold::toPs));
    List<Span> spans = new ArrayList<>();
    Hold before = null;
    for (int i = 0; i < ordered.size(); i++) {
      Hold hold = ordered.get(i);
      Hold next = i + 1 < ordered.size() ? ordered.get(i + 1) : null;
      if (before == null || !before.becomes(hold)) {
        long askedPs = hold.askedPs() - profile.picoseconds(MachineCost.RWSEM_ACQUIRE);
        spans.add(span(hold, KernelNames.acquire(hold.mode()), askedPs, hold.fromPs()));
      }
      boolean downgraded = next != null && hold.becomes(next);
      Cost cost = downgraded ? MachineCost.RWSEM_DOWNGRADE : MachineCost.RWSEM_RELEASE;
      long beganPs = Math.max(hold.fromPs(), hold.toPs() - profile.picoseconds(cost));
      String name = downgraded ? KernelNames.downgrade() : KernelNames.release(hold.mode());
      spans.add(span(hold, name, beganPs, hold.toPs()));
      before = hold;
    }
    return spans;
  }

  private static Span span(Hold hold, String function, long fromPs, long toPs) {
    return new Span(hold.track(), function, fromPs, toPs, false);
  }

  /** What lies within no call that was kept is left out. */
  private static List<Call> trees(List<Span> ofTask) {
    ofTask.sort(
        Comparator.comparingLong(Span::fromPs)
            .thenComparing(Comparator.comparingLong(Span::toPs).reversed())
            .thenComparing(span -> !span.isCall()));
    List<Call> roots = new ArrayList<>();
    Deque<Call> open = new ArrayDeque<>();
    for (Span span : ofTask) {
      while (!open.isEmpty() && open.peek().span.toPs() < span.toPs()) {
        open.pop();
      }
      Call call = new Call(span, new ArrayList<>());
      if (!open.isEmpty()) {
        open.peek().inner.add(call);
        open.push(call);
      } else if (span.isCall()) {
        roots.add(call);
        open.push(call);
      }
    }
    return roots;
  }
}
