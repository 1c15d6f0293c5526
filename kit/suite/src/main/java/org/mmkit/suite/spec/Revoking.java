// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Env;

/** Which translations a call takes away, and which earlier ones its return puts an end to. */
final class Revoking {

  private static final long MAX_PAGES = 4096;
  private static final Set<String> DISCARDING = Set.of("DONTNEED", "DONTNEED_LOCKED");

  private Revoking() {}

  /**
   * Notes what a call took away between two states.
   *
   * @param world the world after it, to which the notes are added
   * @param before the state before it
   * @param index the number of the call in its history
   * @param operation the call
   * @param answer what it returned
   */
  static void note(World world, SpecState before, int index, Operation operation, String answer) {
    List<long[]> flushed =
        answer.startsWith("E")
            ? List.of()
            : flushed(operation.call(), new Env(before.landed(operation.task())));
    for (long[] range : flushed) {
      close(world, range, index);
    }
    closeNewlyMapped(world, before, index);
    TreeMap<Long, Translations.Translation> later = Translations.of(world.state());
    Translations.of(before)
        .forEach(
            (page, translation) -> {
              if (!translation.isKeptBy(later.get(page))) {
                world.addStale(page, stale(translation, index));
              }
            });
    if (isDiscard(operation.call()) && !flushed.isEmpty()) {
      discardUntouched(world, before, index, flushed.get(0));
    }
  }

  private static Stale stale(Translations.Translation translation, int operation) {
    return Stale.of(translation.frame(), translation.prot(), operation);
  }

  private static void close(World world, long[] range, int operation) {
    for (long page : List.copyOf(world.stale().subMap(range[0], range[1]).keySet())) {
      close(world, page, operation);
    }
  }

  /** Where there was nothing before a mapping, it alone is seen once the call has returned. */
  private static void closeNewlyMapped(World world, SpecState before, int operation) {
    for (long page : List.copyOf(world.stale().keySet())) {
      if (before.space.at(page) == null && world.state().space.at(page) != null) {
        close(world, page, operation);
      }
    }
  }

  private static void close(World world, long page, int operation) {
    List<Stale> entries = new ArrayList<>(world.staleAt(page));
    entries.replaceAll(entry -> entry.closedBy(operation));
    world.stale().put(page, entries);
  }

  /**
   * Discarding goes page by page beside faults: a page may be touched for the first time and still
   * be reached by it, and a store to it is lost.
   */
  private static void discardUntouched(World world, SpecState before, int operation, long[] range) {
    for (long page = range[0]; page < Math.min(range[1], range[0] + MAX_PAGES); page++) {
      Run run = before.space.at(page);
      boolean untouched = !before.frames.containsKey(page) && !before.hasMarker(page);
      if (run != null && untouched && isPrivate(run)) {
        int frame = world.state().objects.newFrame(fresh(before, run, page));
        world.addStale(page, Stale.of(frame, run.attributes().prot(), operation));
      }
    }
  }

  static boolean isPrivate(Run run) {
    return !run.attributes().shared() && !run.has(Flag.HUGETLB);
  }

  /** What a page holds when it is first stored to. */
  static Content fresh(SpecState state, Run run, long page) {
    Attributes attributes = run.attributes();
    Integer frame =
        attributes.isAnonymous()
            ? null
            : state.objects.get(attributes.object()).resident().get(page + attributes.delta());
    return frame == null ? Content.ZERO : state.objects.content(frame);
  }

  private static boolean isDiscard(Call call) {
    return call.name().equals("adv") && DISCARDING.contains(call.text("advice"));
  }

  /** The pages of which no CPU knows anything older once the call has returned. */
  private static List<long[]> flushed(Call call, Env env) {
    return switch (call.name()) {
      case "unmap", "map" -> List.of(range(call.address("a", env), call.pages("n", env)));
      case "unmap_raw" -> List.of(range(call.value("addr", env), call.value("bytes", env)));
      case "adv" ->
          isDiscard(call)
              ? List.of(range(call.address("a", env), call.pages("n", env)))
              : List.of();
      case "remap" -> moved(call, env);
      default -> List.of();
    };
  }

  private static List<long[]> moved(Call call, Env env) {
    long[] source = range(call.address("a", env), call.pages("old", env));
    return call.has("to")
        ? List.of(source, range(call.address("to", env), call.pages("new", env)))
        : List.of(source);
  }

  private static long[] range(long address, long bytes) {
    if (!Pages.inUserSpace(address, bytes)) {
      return new long[] {0, 0};
    }
    return new long[] {Pages.of(address), Pages.of(address + Pages.alignUp(bytes))};
  }
}
