// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.mmkit.suite.program.Program;

/** The kernel that this JVM runs on, as something that programs can be played on. */
public final class Host implements AutoCloseable {
  private static final int PATIENCE_MS = 5000;

  private final Path binary;
  private final int patienceMs;
  private final boolean bare;
  private final KernelTraits traits;
  private final List<Seat> seats = new ArrayList<>();
  private final long freeBefore = HostFacts.hugePagesFree();
  private final long reservedBefore = HostFacts.hugePagesReserved();

  private Host(Path binary, int patienceMs, boolean bare) throws Unplayable {
    this.binary = binary;
    this.patienceMs = patienceMs;
    this.bare = bare;
    Seat first = new Seat(binary, patienceMs, bare);
    seats.add(first);
    this.traits = KernelTraits.of(first);
  }

  /**
   * Compiles the player if need be, and starts it.
   *
   * @throws Unplayable if no program can be played on this machine; says why
   */
  public static Host open() throws Unplayable {
    return open(PATIENCE_MS);
  }

  static Host open(int patienceMs) throws Unplayable {
    return new Host(CProgram.PLAYER.binary(), patienceMs, false);
  }

  /** One whose player gives all privileges up, as if it were not root's. */
  static Host openBare() throws Unplayable {
    return new Host(CProgram.PLAYER.binary(), PATIENCE_MS, true);
  }

  /** How this kernel differs from the one that was recorded. */
  public KernelTraits traits() {
    return traits;
  }

  /**
   * Plays a program.
   *
   * @throws Unplayable if this kernel cannot play it; says why
   */
  public Played play(Program program) throws Unplayable {
    Answer answer = Answer.of(play(HostProgram.of(program)));
    if (!answer.unplayable().isEmpty()) {
      throw new Unplayable(answer.unplayable());
    }
    return answer.played();
  }

  /**
   * What became of a program.
   *
   * @param played what the kernel answered
   * @param unplayable why it could not play it; empty if it could
   */
  public record Answer(Played played, String unplayable) {
    static Answer of(Played played) {
      for (String result : played.results()) {
        int mark = result.indexOf(Player.UNABLE);
        if (mark >= 0) {
          // In a child, results of other calls stand beside it.
          int end = mark == 0 ? -1 : result.indexOf(',', mark);
          return new Answer(played, result.substring(mark + 1, end < 0 ? result.length() : end));
        }
      }
      return new Answer(played, "");
    }
  }

  /** A program that this kernel can play, as the player reads it. */
  public static final class Ready {
    private final Program program;
    private final HostProgram text;

    Ready(Program program, HostProgram text) {
      this.program = program;
      this.text = text;
    }

    /** The program. */
    public Program program() {
      return program;
    }

    HostProgram text() {
      return text;
    }
  }

  /**
   * Plays programs, some of them ahead and several at once.
   *
   * @param meanwhile runs in this JVM for each program, by its number, while the kernel plays
   */
  public List<Answer> play(List<Ready> programs, IntConsumer meanwhile) throws Unplayable {
    return new Batch(this).play(programs, meanwhile);
  }

  /** The same program without what a real kernel cannot play, and with no settings. */
  public static Ready playable(Program program) {
    return HostProgram.playable(program);
  }

  /** One of the players, which is started when it is first used. */
  Seat seat(int number) throws Unplayable {
    while (seats.size() <= number) {
      seats.add(new Seat(binary, patienceMs, bare));
    }
    return seats.get(number);
  }

  /** A player that is gone is replaced, and the program that it was at has that for its end. */
  Played play(HostProgram text) throws Unplayable {
    return seat(0).play(text);
  }

  /** What the kernel has not given back of its huge pages since this host was opened. */
  public Optional<String> leak() {
    long free = HostFacts.hugePagesFree();
    long reserved = HostFacts.hugePagesReserved();
    if (free == freeBefore && reserved == reservedBefore) {
      return Optional.empty();
    }
    return Optional.of(
        "the kernel's pool of huge pages was free="
            + freeBefore
            + " rsvd="
            + reservedBefore
            + " and is free="
            + free
            + " rsvd="
            + reserved
            + ": a leak, or another process uses it");
  }

  /** The process that watches over the first player's others. */
  ProcessHandle handle() {
    return seats.get(0).handle();
  }

  @Override
  public void close() {
    seats.forEach(Seat::close);
  }
}
