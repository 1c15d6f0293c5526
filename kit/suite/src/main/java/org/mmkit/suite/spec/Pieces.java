// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Call;

/**
 * The ways in which a call goes on that the kernel carries out in pieces, between which others have
 * their turn: advice that goes mapping by mapping and lets go of the lock between them, or page by
 * page; mprotect, which keeps the lock but changes mapping by mapping beside loads and stores;
 * msync, which drops the lock for each file.
 */
final class Pieces {
  private static final Set<String> BY_MAPPING =
      Set.of("REMOVE", "WILLNEED", "DONTNEED", "DONTNEED_LOCKED", "FREE", "COLD", "PAGEOUT");
  private static final Set<String> BY_PAGE =
      Set.of("GUARD_INSTALL", "GUARD_REMOVE", "POPULATE_READ", "POPULATE_WRITE");

  /** These take several steps on a page or a mapping alone. */
  private static final Set<String> IN_STEPS = Set.of("GUARD_INSTALL", "REMOVE");

  private static final int PIECES_MAX = 16;

  private final Timeline timeline;
  private final World world;
  private final int index;
  private final @Nullable String result;
  private final Operation operation;
  private final Call call;
  private final List<Move> moves = new ArrayList<>();

  private Pieces(Timeline timeline, World world, int index, @Nullable String result) {
    this.timeline = timeline;
    this.world = world;
    this.index = index;
    this.result = result;
    this.operation = timeline.get(index);
    this.call = operation.call();
  }

  /** The next pieces that the call may do, if it is carried out in pieces at all. */
  static List<Move> moves(Timeline timeline, World world, int index, @Nullable String result) {
    Pieces pieces = new Pieces(timeline, world, index, result);
    Progress begun = world.progress().get(index);
    Progress.OfPieces progress =
        begun instanceof Progress.OfPieces on ? on : begun == null ? pieces.begin() : null;
    if (progress != null) {
      pieces.goOn(progress);
    }
    return pieces.moves;
  }

  /** Whether a call under way keeps another from taking a step. */
  static boolean block(World world, int index, Call other) {
    return world.progress().entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey() != index
                    && entry.getValue() instanceof Progress.OfPieces on
                    && on.aloneWithAccesses()
                    && !Moves.isAccess(other));
  }

  private Progress.@Nullable OfPieces begin() {
    Turn turn = turn(world.state());
    boolean protects =
        call.name().equals("prot")
            && (call.prot("p", turn.env()) & ~7) == 0
            && !ProtectCalls.hasKey(turn);
    boolean syncs = call.name().equals("msync") && call.words("sync").contains("SYNC");
    if (!protects && !syncs && !isPiecewiseAdvice()
        || !isProper()
        || !timeline.overlapsAny(index, other -> true)) {
      return null;
    }
    int pieces = isByPage() ? (int) Math.min(end() - start(), 2) : mappings();
    boolean inSteps = call.name().equals("adv") && IN_STEPS.contains(call.text("advice"));
    return pieces > 1 || inSteps && pieces > 0
        ? new Progress.OfPieces(start(), false, protects)
        : null;
  }

  private boolean isPiecewiseAdvice() {
    return call.name().equals("adv") && (BY_MAPPING.contains(call.text("advice")) || isByPage());
  }

  private boolean isByPage() {
    return call.name().equals("adv") && BY_PAGE.contains(call.text("advice"));
  }

  private boolean isProper() {
    long bytes = turn(world.state()).bytes("n");
    return bytes > 0
        && Pages.isAligned(turn(world.state()).address("a"))
        && Pages.inUserSpace(turn(world.state()).address("a"), bytes);
  }

  private int mappings() {
    return world.state().space.within(start(), end()).size();
  }

  private Turn turn(SpecState state) {
    return new Turn(state, operation.task(), call, Choices.usual());
  }

  private long start() {
    return Pages.of(turn(world.state()).address("a"));
  }

  private long end() {
    return start() + Pages.of(Pages.alignUp(turn(world.state()).bytes("n")));
  }

  private void goOn(Progress.OfPieces progress) {
    if (progress.found() != null) {
      byMapping(progress.found(), progress.hole());
      return;
    }
    Run run = world.state().space.above(progress.next());
    if (run == null || run.start() >= end()) {
      boolean hole = progress.hole() || progress.next() < end();
      finish(world.state().copy(), hole ? "ENOMEM" : "OK");
      return;
    }
    boolean hole = progress.hole() || run.start() > progress.next();
    if (hole && stopsAtHoles()) {
      finish(world.state().copy(), "ENOMEM");
      return;
    }
    Run part = run.within(progress.next(), end());
    if (isByPage()) {
      long step = Math.max(1, (end() - start()) / PIECES_MAX);
      Run chunk = part.within(part.start(), Math.min(part.end(), part.start() + step));
      byPage(part, chunk, hole);
    } else if (call.name().equals("adv") && call.text("advice").equals("REMOVE")) {
      // Its file is held, and the lock is not, until the file has its hole.
      World found = world.with(world.state().copy());
      found.progress().put(index, new Progress.OfPieces(part.start(), hole, false, part));
      moves.add(Move.unfinished(found));
    } else {
      byMapping(part, hole);
    }
  }

  private boolean stopsAtHoles() {
    return call.name().equals("prot")
        || call.name().equals("adv") && call.text("advice").startsWith("POPULATE");
  }

  private void byMapping(Run part, boolean hole) {
    Choices choices = Choices.usual();
    do {
      SpecState next = world.state().copy();
      Turn turn = new Turn(next, operation.task(), call, choices);
      try {
        go(next, part, hole, one(turn, part));
      } catch (Open open) {
        next.unknown = open.getMessage();
        go(next, part, hole, "");
      }
    } while (choices.next());
  }

  private String one(Turn turn, Run part) {
    return switch (call.name()) {
      case "prot" -> ProtectCalls.one(turn, part);
      case "msync" -> LockCalls.syncOne(turn, part);
      default -> AdviseCalls.one(turn, part, call.text("advice"));
    };
  }

  private void byPage(Run part, Run chunk, boolean hole) {
    String advice = call.text("advice");
    SpecState next = world.state().copy();
    if (advice.startsWith("POPULATE")) {
      try {
        String answer =
            AdviseCalls.populate(next, chunk.start(), chunk.end(), advice.endsWith("WRITE"));
        go(next, chunk, hole, answer.equals("OK") ? "" : answer);
      } catch (Open open) {
        next.unknown = open.getMessage();
        go(next, chunk, hole, "");
      }
      return;
    }
    boolean installs = advice.equals("GUARD_INSTALL");
    if (part.has(Flag.HUGETLB) || installs && part.has(Flag.LOCKED)) {
      go(next, chunk, hole, "EINVAL");
    } else if (installs) {
      guard(part, chunk, hole);
    } else {
      next.guards.subSet(chunk.start(), chunk.end()).clear();
      go(next, chunk, hole, "");
    }
  }

  /** Guards go where nothing is; what is there is dropped first, and may come again meanwhile. */
  private void guard(Run part, Run chunk, boolean hole) {
    if (!world.state().frames.subMap(part.start(), part.end()).isEmpty()) {
      SpecState dropped = world.state().copy();
      dropped.frames.subMap(part.start(), part.end()).clear();
      dropped.lazilyFreed.subSet(part.start(), part.end()).clear();
      dropped.poisoned.subSet(part.start(), part.end()).clear();
      World after = world.with(dropped);
      after.progress().put(index, new Progress.OfPieces(part.start(), hole, false));
      Revoking.note(after, world.state(), index, operation, "OK");
      moves.add(Move.unfinished(after));
    }
    if (world.state().frames.subMap(chunk.start(), chunk.end()).isEmpty()) {
      SpecState guarded = world.state().copy();
      for (long page = chunk.start(); page < chunk.end(); page++) {
        guarded.guards.add(page);
        guarded.poisoned.remove(page);
      }
      go(guarded, chunk, hole, "");
    }
  }

  /** After a piece: the end of the call, or more to come. */
  private void go(SpecState next, Run piece, boolean hole, String error) {
    if (!error.isEmpty()) {
      finish(next, error);
    } else if (piece.end() >= end()) {
      finish(next, hole ? "ENOMEM" : "OK");
    } else {
      World after = world.with(next);
      after
          .progress()
          .put(index, new Progress.OfPieces(piece.end(), hole, call.name().equals("prot")));
      Revoking.note(after, world.state(), index, operation, "OK");
      moves.add(Move.unfinished(after));
    }
  }

  private void finish(SpecState next, String answer) {
    if (result == null || result.equals(answer) || !next.unknown.isEmpty()) {
      World after = world.with(next);
      after.progress().remove(index);
      Revoking.note(after, world.state(), index, operation, answer);
      moves.add(Move.concurrent(answer, after));
    }
  }
}
