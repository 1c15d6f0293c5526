// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where a player sits: one that is gone is replaced by another. */
final class Seat {
  private final Path binary;
  private final int patienceMs;
  private final boolean bare;
  private Player player;

  Seat(Path binary, int patienceMs, boolean bare) throws Unplayable {
    this.binary = binary;
    this.patienceMs = patienceMs;
    this.bare = bare;
    this.player = Player.start(binary, patienceMs, bare);
  }

  /** A program that the player was at when it went has that for its end. */
  Played play(HostProgram text) throws Unplayable {
    return send(text) ? receive(text) : gone();
  }

  /** Whether a program could be sent. */
  boolean send(HostProgram text) {
    try {
      player.send(text);
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Whether an answer, or the player's end, waits to be read. */
  boolean isReady() {
    try {
      return player.isReady();
    } catch (IOException gone) {
      return true;
    }
  }

  /** The answer to the program that was sent first. */
  Played receive(HostProgram text) throws Unplayable {
    try {
      return player.receive(text);
    } catch (IOException gone) {
      return gone();
    }
  }

  private Played gone() throws Unplayable {
    player.close();
    player = Player.start(binary, patienceMs, bare);
    return new Played(List.of(), Played.GONE);
  }

  /** The process that watches over the player's others. */
  ProcessHandle handle() {
    return player.handle();
  }

  void close() {
    player.close();
  }
}
