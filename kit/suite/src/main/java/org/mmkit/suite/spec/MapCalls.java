// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** map, hint, unmap and their kin. */
final class MapCalls {

  private MapCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("map", MapCalls::map);
    transitions.put("map_raw", MapCalls::mapRaw);
    transitions.put("hint", MapCalls::hint);
    transitions.put("mmapany", MapCalls::mapAnywhere);
    transitions.put("arena", MapCalls::arena);
    transitions.put("dring", MapCalls::ring);
    transitions.put("unmap", turn -> Unmapping.munmap(turn, turn.address("a"), turn.bytes("n")));
    transitions.put(
        "unmap_raw", turn -> Unmapping.munmap(turn, turn.value("addr"), turn.value("bytes")));
    transitions.put(
        "unmapb", turn -> Unmapping.munmap(turn, HeapCalls.address(turn), turn.bytes("n")));
    transitions.put("remap", Mremap::remap);
  }

  static Answer map(Turn turn) {
    return fixed(turn, MapRequest.of(turn, turn.address("a"), MapRequest.Placement.FIXED));
  }

  static Answer mapRaw(Turn turn) {
    Call call = turn.call();
    MapRequest request =
        new MapRequest(
            turn.value("addr"),
            turn.value("bytes"),
            (int) call.prot("prot", turn.env()),
            call.text("fl"),
            0,
            "none",
            call.words("ex"),
            MapRequest.Placement.FIXED);
    Mmap.Result result = Mmap.map(turn.state(), request);
    return result.isError() ? Answer.of(result.errno()) : Answer.OK;
  }

  /** A driver's page: shared memory like any other, until the driver is released. */
  static Answer ring(Turn turn) {
    if (turn.state().closedFiles.contains("dev")) {
      return Answer.of("EBADF");
    }
    MapRequest request =
        new MapRequest(
            turn.address("a"),
            Pages.SIZE,
            Attributes.READ | Attributes.WRITE,
            "sa",
            0,
            "none",
            List.of(),
            MapRequest.Placement.FIXED);
    Mmap.Result result = Mmap.map(turn.state(), request);
    if (result.isError()) {
      return Answer.of(result.errno());
    }
    turn.state().ring = result.page();
    return Answer.OK;
  }

  private static Answer fixed(Turn turn, MapRequest request) {
    Mmap.Result result = Mmap.map(turn.state(), request);
    if (result.isError()) {
      return Answer.of(result.errno());
    }
    turn.state().land(turn.task(), result.page());
    return request.isFixed() || result.page() == Pages.of(request.address())
        ? Answer.OK
        : Answer.of("OTHER");
  }

  static Answer hint(Turn turn) {
    long address = turn.address("a");
    Mmap.Result result =
        Mmap.map(turn.state(), MapRequest.of(turn, address, MapRequest.Placement.HINT));
    if (result.isError()) {
      return Answer.of(result.errno());
    }
    turn.state().land(turn.task(), result.page());
    return Answer.of(result.page() << Pages.SHIFT == address ? "OK" : "OTHER");
  }

  /** Confines mappings that the kernel places to a window of the arena. */
  static Answer arena(Turn turn) {
    long address = turn.address("a");
    long bytes = turn.bytes("n");
    boolean whole = Pages.isAligned(address) && Pages.isAligned(bytes) && bytes > 0;
    if (!whole || !Pages.inUserSpace(address, bytes)) {
      return Answer.of("EINVAL");
    }
    turn.state().windowStart = Pages.of(address);
    turn.state().windowEnd = Pages.of(address + bytes);
    return Answer.OK;
  }

  /** mmap(NULL): any free place will do, so that a place that was seen decides. */
  static Answer mapAnywhere(Turn turn) {
    SpecState state = turn.state();
    long pages = Pages.of(Pages.alignUp(turn.bytes("n")));
    long place = place(turn, pages);
    MapRequest request =
        new MapRequest(
            Math.max(0, place) << Pages.SHIFT,
            turn.bytes("n"),
            (int) turn.call().prot("prot", turn.env()),
            "pa",
            0,
            "none",
            List.of(),
            place < 0 ? MapRequest.Placement.ANYWHERE : MapRequest.Placement.HINT);
    Mmap.Result result = Mmap.map(state, request);
    if (result.isError()) {
      return Answer.of(result.errno());
    }
    state.land(turn.task(), result.page());
    long relative = Pages.relative(result.page());
    boolean inArena = relative >= 0 && relative < Pages.ARENA_PAGES;
    return Answer.of(inArena ? "OK->" + relative : "OTHER");
  }

  /** The place that was seen, or one of those that are free, or -1 to leave it open. */
  private static long place(Turn turn, long pages) {
    SpecState state = turn.state();
    String observed = turn.choices().observed();
    if (observed != null) {
      long seen = seenPage(observed);
      return isInWindow(state, seen, pages) ? seen : -1;
    }
    List<Long> rooms = Placing.rooms(state, pages);
    return rooms.isEmpty() ? -1 : rooms.get(turn.choices().pick(rooms.size()));
  }

  private static boolean isInWindow(SpecState state, long page, long pages) {
    boolean confined = state.windowStart != state.windowEnd;
    return page >= 0 && (!confined || page >= state.windowStart && page + pages <= state.windowEnd);
  }

  private static long seenPage(String observed) {
    return observed.matches("OK->[0-9]{1,9}")
        ? Pages.of(Arena.BASE) + Long.parseLong(observed.substring("OK->".length()))
        : -1;
  }
}
