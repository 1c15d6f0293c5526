// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.program.Program;

/** The kernel that this JVM runs on, as something that programs can be played on. */
public final class Host implements AutoCloseable {
  private static final int PATIENCE_MS = 5000;

  /** What cases with huge pages are written for. */
  private static final long HUGE_PAGES = 8;

  private final Path binary;
  private final int patienceMs;
  private final long freeBefore = HostFacts.hugePagesFree();
  private final long reservedBefore = HostFacts.hugePagesReserved();
  private Player player;

  private Host(Path binary, int patienceMs) throws Unplayable {
    this.binary = binary;
    this.patienceMs = patienceMs;
    this.player = Player.start(binary, patienceMs);
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
    return new Host(CProgram.PLAYER.binary(), patienceMs);
  }

  /**
   * Plays a program.
   *
   * @throws Unplayable if this kernel cannot play it; says why
   */
  public Played play(Program program) throws Unplayable {
    return play(program, () -> {});
  }

  /**
   * The same.
   *
   * @param meanwhile runs in this JVM while the kernel plays
   */
  public Played play(Program program, Runnable meanwhile) throws Unplayable {
    HostProgram text = HostProgram.of(program);
    if (text.huge()) {
      checkPool();
    }
    Played played = play(text, meanwhile);
    for (String result : played.results()) {
      if (result.indexOf(Player.UNABLE) == 0) {
        throw new Unplayable(result.substring(1));
      }
    }
    return played;
  }

  private static void checkPool() throws Unplayable {
    long free = HostFacts.hugePagesFree() - HostFacts.hugePagesReserved();
    if (free != HUGE_PAGES) {
      throw new Unplayable(
          "it needs a pool of "
              + HUGE_PAGES
              + " huge pages and this host has "
              + free
              + " (sysctl vm.nr_hugepages="
              + HUGE_PAGES
              + ")");
    }
  }

  /** The same program without what a real kernel cannot play, and with no settings. */
  public static Program playable(Program program) {
    return HostProgram.playable(program);
  }

  Played play(HostProgram text) throws Unplayable {
    return play(text, () -> {});
  }

  /** A player that is gone is replaced, and the program that it was at has that for its end. */
  private Played play(HostProgram text, Runnable meanwhile) throws Unplayable {
    boolean sent = send(text);
    Played played;
    try {
      meanwhile.run();
    } finally {
      played = sent ? receive(text) : gone();
    }
    return played;
  }

  private boolean send(HostProgram text) {
    try {
      player.send(text);
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private Played receive(HostProgram text) throws Unplayable {
    try {
      return player.receive(text);
    } catch (IOException gone) {
      return gone();
    }
  }

  private Played gone() throws Unplayable {
    player.close();
    player = Player.start(binary, patienceMs);
    return new Played(List.of(), Played.GONE);
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

  /** The process that watches over the player's others. */
  ProcessHandle handle() {
    return player.handle();
  }

  @Override
  public void close() {
    player.close();
  }
}
