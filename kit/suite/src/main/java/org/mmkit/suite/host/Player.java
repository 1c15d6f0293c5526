// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A running player: programs go in, results come out. It ends with its standard input, and so with
 * this JVM, however that ends.
 */
final class Player implements AutoCloseable {
  /** What a pipe holds at least: programs and results that are under way never fill it. */
  static final int PIPE = 1 << 16;

  /** How lines begin that are no results: the process ended; this host cannot play the call. */
  private static final char ENDED = 1;

  static final char UNABLE = 2;

  /** What a program needs: a process of its own; the pool of huge pages as it was; one CPU. */
  private static final int PROCESS = 1;

  private static final int POOL = 2;

  private static final int STILL = 4;

  private static final int PROGRAM_MAX = 1 << 18;

  private final Process process;
  private final OutputStream in;
  private final DataInputStream out;

  private Player(Process process) {
    this.process = process;
    this.in = process.getOutputStream();
    this.out = new DataInputStream(new java.io.BufferedInputStream(process.getInputStream(), PIPE));
  }

  /**
   * Starts a player.
   *
   * @param patienceMs milliseconds that a program may run
   * @param bare whether it gives all privileges up
   * @throws Unplayable if it does not start
   */
  static Player start(Path binary, int patienceMs, boolean bare) throws Unplayable {
    ProcessBuilder builder =
        new ProcessBuilder(
            binary.toString(), String.valueOf(binary.getParent()), Integer.toString(patienceMs));
    if (bare) {
      builder.command().add("bare");
    }
    builder.environment().clear();
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return new Player(builder.start());
    } catch (IOException e) {
      throw new Unplayable("the player does not start: " + e.getMessage());
    }
  }

  /** Sends a program; its answer is read later. */
  void send(HostProgram program) throws IOException {
    byte[] text = program.text().getBytes(StandardCharsets.ISO_8859_1);
    if (text.length > PROGRAM_MAX) {
      throw new IOException("the program is longer than " + PROGRAM_MAX + " bytes");
    }
    ByteBuffer frame = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(text.length).putInt(needs(program)).put(text);
    in.write(frame.array());
    in.flush();
  }

  private static int needs(HostProgram program) {
    return (program.apart() ? PROCESS : 0)
        | (program.huge() ? POOL : 0)
        | (program.still() ? STILL : 0);
  }

  /** Whether part of an answer can be read at once. */
  boolean isReady() throws IOException {
    return out.available() > 0;
  }

  /** Reads the answer to the program that was sent first. */
  Played receive(HostProgram program) throws IOException {
    byte[] text = new byte[Integer.reverseBytes(out.readInt())];
    out.readFully(text);
    List<String> lines = new ArrayList<>();
    new String(text, StandardCharsets.ISO_8859_1).lines().forEach(lines::add);
    String end = "";
    if (!lines.isEmpty() && lines.get(lines.size() - 1).indexOf(ENDED) == 0) {
      end = lines.remove(lines.size() - 1).substring(1);
    } else if (lines.size() != program.steps()) {
      end = "the results are too long";
    }
    return new Played(lines, end);
  }

  /** The process that watches over the others. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // It is gone already.
    }
    process.destroyForcibly();
  }
}
