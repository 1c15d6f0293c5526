// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.apache.maven.plugin.MojoFailureException;

/** Where the judged JVM waits for a debugger. */
final class DebugPort {
  /** A day: a person looks at each step. */
  static final int SECONDS_MAX = 86_400;

  private static final int PORT_MAX = 65_535;

  private DebugPort() {}

  /** The port that {@code mmkit.debug} means: none, a free one, or the one that it names. */
  static OptionalInt of(String wish) throws MojoFailureException {
    String text = wish == null ? "" : wish.trim();
    if (text.isEmpty() || text.equals("false")) {
      return OptionalInt.empty();
    }
    if (text.equals("true")) {
      return OptionalInt.of(free());
    }
    if (text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= PORT_MAX) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    throw new MojoFailureException(
        "mmkit.debug is true, false or a port from 1 to " + PORT_MAX + ", not \"" + text + "\".");
  }

  private static int free() throws MojoFailureException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new MojoFailureException("There is no free port for a debugger: " + e.getMessage(), e);
    }
  }
}
