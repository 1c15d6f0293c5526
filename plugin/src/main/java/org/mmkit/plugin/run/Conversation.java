// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.Frame;
import org.mmkit.suite.child.FrameStream;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.RecordCodec;
import org.mmkit.suite.record.PlainText;

/** One request to a judged JVM, from its start to its end, heard over a socket of its own. */
final class Conversation {
  private static final int ACCEPT_PERIOD_MS = 200;
  private static final long START_MAX_S = 60;
  private static final long GRACE_S = 30;
  private static final int RAW_SHOWN_MAX = 2000;

  private final Path java;
  private final List<String> arguments;
  private final Path folder;
  private final Optional<WarmJvms> warm;
  private boolean stopped;
  private @Nullable JudgedProcess running;

  /**
   * @param arguments what follows the java command
   * @param folder a fresh one for the JVM's files
   * @param warm JVMs of the same command, if this request may share one with others
   */
  Conversation(Path java, List<String> arguments, Path folder, Optional<WarmJvms> warm) {
    this.java = java;
    this.arguments = arguments;
    this.folder = folder;
    this.warm = warm;
  }

  /**
   * Makes a request for a port, sends it, and listens until the run is over, one way or the other.
   *
   * @throws InputException if Maven is being ended, and the JVM with it
   */
  Transcript hold(IntFunction<ChildRequest> draft, RunListener listener) throws IOException {
    try (ServerSocket server =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      ChildRequest request = draft.apply(server.getLocalPort());
      Transcript transcript = new Transcript(request, listener);
      long secondsMax = request.asked().timeoutSeconds() + START_MAX_S + GRACE_S;
      JudgedProcess process = start(secondsMax);
      try (Ending ending = Ending.watch()) {
        announceDebugger(process, request, listener);
        listen(server, process, request, transcript);
        breakOffUnlessOver(transcript, process, ending);
        tellRawOutput(process, listener);
      } finally {
        end(process, transcript);
      }
      return transcript;
    }
  }

  /** Who waits for this line to attach is let in. */
  private static void announceDebugger(
      JudgedProcess process, ChildRequest request, RunListener listener) throws IOException {
    OptionalInt port = request.asked().goal().debugPort();
    if (port.isEmpty()) {
      return;
    }
    try {
      process.awaitListening();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the run is over", e);
    }
    if (process.isAlive()) {
      listener.note("the judged JVM waits for a debugger at 127.0.0.1:" + port.getAsInt());
      listener.note("it halts in org.mmkit.suite.Breakpoint.here, before the step that fails");
    }
  }

  /** A JVM that may be asked again waits for that; each other ends. */
  private synchronized void end(JudgedProcess process, Transcript transcript) {
    running = null;
    if (warm.isPresent() && !stopped && transcript.isOver() && transcript.broken().isEmpty()) {
      warm.get().give(process);
    } else {
      process.close();
    }
  }

  private synchronized JudgedProcess start(long secondsMax) throws IOException {
    if (stopped) {
      throw new IOException("the run is over");
    }
    Optional<JudgedProcess> waiting = warm.flatMap(WarmJvms::take);
    waiting.ifPresent(one -> one.allow(secondsMax));
    JudgedProcess process =
        waiting.isPresent()
            ? waiting.get()
            : JudgedProcess.start(java, arguments, folder, secondsMax);
    running = process;
    return process;
  }

  /** Ends the JVM if it runs, and keeps it from being started. */
  synchronized void stop() {
    stopped = true;
    if (running != null) {
      running.close();
    }
  }

  private static void listen(
      ServerSocket server, JudgedProcess process, ChildRequest request, Transcript transcript) {
    try {
      process.send(RecordCodec.write(request));
      try (Socket socket = accept(server, process)) {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        while (!transcript.isOver()) {
          Optional<String> text = FrameStream.read(in);
          if (text.isEmpty()) {
            return;
          }
          transcript.accept(Frame.read(text.get()));
        }
      }
    } catch (Transcript.OutOfOrderException | JsonException e) {
      transcript.breakOff(new Frame.Broken(Frame.Trouble.STRATEGY, forged(e)));
    } catch (IOException e) {
      // The connection is cut; how the process ended says more.
    }
  }

  private static String forged(RuntimeException e) {
    return e.getMessage() + " Reports are missing or forged, so that the run has no result.";
  }

  private static Socket accept(ServerSocket server, JudgedProcess process) throws IOException {
    server.setSoTimeout(ACCEPT_PERIOD_MS);
    while (true) {
      try {
        return server.accept();
      } catch (SocketTimeoutException e) {
        if (!process.isAlive()) {
          throw new IOException("the judged JVM did not start", e);
        }
      }
    }
  }

  private static void breakOffUnlessOver(
      Transcript transcript, JudgedProcess process, Ending ending) {
    if (transcript.isOver()) {
      return;
    }
    String code = process.exitCode();
    boolean started = transcript.hello().isPresent();
    String killed = process.killedBecause();
    if (killed.isEmpty() && ending.explains(code)) {
      throw new InputException("The run was interrupted: there is no result.");
    }
    String sentence;
    if (!killed.isEmpty()) {
      sentence = "The judged JVM " + killed + transcript.where() + " and was killed.";
    } else if (!started) {
      sentence = "The judged JVM did not start (exit code " + code + "): " + rawOutput(process);
    } else {
      sentence =
          "The judged JVM ended"
              + transcript.where()
              + " before the run was over (exit code "
              + code
              + "): Runtime.halt, a crash, or a kill from outside.";
    }
    Frame.Trouble trouble = started ? Frame.Trouble.STRATEGY : Frame.Trouble.INPUT;
    transcript.breakOff(new Frame.Broken(trouble, sentence));
  }

  private static String rawOutput(JudgedProcess process) {
    return PlainText.line(process.rawOutput(), RAW_SHOWN_MAX);
  }

  private static void tellRawOutput(JudgedProcess process, RunListener listener) {
    process
        .takeRawOutput()
        .lines()
        .filter(line -> !line.startsWith(JvmCommand.LISTENS)) // again, when a debugger has left
        .map(line -> PlainText.line(line, RAW_SHOWN_MAX))
        .forEach(line -> listener.warning("judged JVM: " + line));
  }
}
