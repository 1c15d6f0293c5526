// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Programs that were sent to a player and not answered yet. Their texts never fill the pipe: nobody
 * waits for somebody who waits.
 */
final class Queue {
  private static final int BYTES_MAX = Player.PIPE / 2;

  private final Seat seat;
  private final Host.Answer[] results;
  private final Deque<HostProgram> sent = new ArrayDeque<>();
  private final Deque<Integer> numbers = new ArrayDeque<>();
  private int bytes;

  /**
   * Nothing was sent yet.
   *
   * @param results where answers go, by the numbers of the programs
   */
  Queue(Seat seat, Host.Answer[] results) {
    this.seat = seat;
    this.results = results;
  }

  /** Sends a program, and reads answers until there is room for it. */
  void send(HostProgram text, int number) throws Unplayable {
    int length = text.text().length();
    while (!sent.isEmpty() && bytes + length > BYTES_MAX) {
      receive();
    }
    if (!seat.send(text)) {
      drain();
      results[number] = Host.Answer.of(seat.play(text));
      return;
    }
    sent.add(text);
    numbers.add(number);
    bytes += length;
  }

  /** Reads the answers that are there. */
  void poll() throws Unplayable {
    while (!sent.isEmpty() && seat.isReady()) {
      receive();
    }
  }

  /** How many programs wait for an answer. */
  int length() {
    return sent.size();
  }

  /** Reads all answers. */
  void drain() throws Unplayable {
    while (!sent.isEmpty()) {
      receive();
    }
  }

  /** Reads an answer. Where the player is gone, the programs behind that one are sent again. */
  private void receive() throws Unplayable {
    HostProgram text = sent.remove();
    bytes -= text.text().length();
    Played played = seat.receive(text);
    results[numbers.remove()] = Host.Answer.of(played);
    if (played.end().equals(Played.GONE)) {
      while (!sent.isEmpty()) {
        results[numbers.remove()] = Host.Answer.of(seat.play(sent.remove()));
      }
      bytes = 0;
    }
  }
}
