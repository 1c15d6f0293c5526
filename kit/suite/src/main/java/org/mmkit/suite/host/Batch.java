// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import org.mmkit.suite.program.Program;

/**
 * Programs that are sent ahead, so that the kernel plays some while this JVM does something for
 * others. Their texts never fill the pipe: nobody waits for somebody who waits.
 */
final class Batch {
  private static final int BYTES_MAX = Player.PIPE / 2;

  private final Host host;
  private final Deque<HostProgram> sent = new ArrayDeque<>();
  private final Deque<Integer> numbers = new ArrayDeque<>();
  private int bytes;

  Batch(Host host) {
    this.host = host;
  }

  /** Plays the programs; each answer gives what was played, or throws why it was not. */
  List<Host.Answer> play(List<Program> programs, IntConsumer meanwhile) throws Unplayable {
    Host.Answer[] results = new Host.Answer[programs.size()];
    for (int i = 0; i < results.length; i++) {
      try {
        HostProgram text = HostProgram.of(programs.get(i));
        if (text.huge() || bytes + text.text().length() > BYTES_MAX) {
          drain(results);
        }
        host.check(text);
        send(text, i, results);
      } catch (Unplayable why) {
        results[i] = new Host.Answer(Played.NOTHING, why.reason());
      }
      meanwhile.accept(i);
    }
    drain(results);
    return List.of(results);
  }

  private void send(HostProgram text, int number, Host.Answer[] results) throws Unplayable {
    if (!host.send(text)) {
      drain(results);
      results[number] = Host.Answer.of(host.play(text));
      return;
    }
    sent.add(text);
    numbers.add(number);
    bytes += text.text().length();
  }

  /** Reads all answers. Where the player is gone, the programs behind that one are sent again. */
  private void drain(Host.Answer[] results) throws Unplayable {
    boolean gone = false;
    while (!sent.isEmpty()) {
      HostProgram text = sent.remove();
      Played played = gone ? host.play(text) : host.receive(text);
      gone |= played.end().equals(Played.GONE);
      results[numbers.remove()] = Host.Answer.of(played);
    }
    bytes = 0;
  }
}
