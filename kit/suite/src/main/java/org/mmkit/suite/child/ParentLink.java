// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import org.mmkit.suite.json.RecordCodec;

/**
 * The connection to the JVM that judges: requests come over standard input, frames go over a
 * socket.
 */
final class ParentLink {
  /** The exit code of a judged JVM whose parent is gone; it is not read. */
  private static final int ORPHAN = 3;

  private final InputStream in;
  private final OutputStream out;
  private long frames;
  private boolean closed;

  private ParentLink(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  static ChildRequest readRequest(InputStream in) throws IOException {
    return RecordCodec.read(
        FrameStream.read(in).orElseThrow(() -> new IOException("no request on standard input")),
        ChildRequest.class);
  }

  /** Connects, and ends this JVM when the parent closes standard input, as it does when it dies. */
  static ParentLink open(InputStream in, int port) throws IOException {
    @SuppressWarnings("resource") // open until the JVM ends
    Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    ParentLink link =
        new ParentLink(in, new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    Thread watch = new Thread(link::awaitEndOfInput, "mmkit-parent-watch");
    watch.setDaemon(true);
    watch.start();
    return link;
  }

  private void awaitEndOfInput() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The same as the end: the parent is gone.
    }
    Runtime.getRuntime().halt(ORPHAN);
  }

  /** Sends a frame; none goes out after the last one. */
  synchronized void send(Frame frame) {
    if (closed) {
      return;
    }
    try {
      FrameStream.write(out, frame.write());
      frames++;
    } catch (IOException e) {
      closed = true;
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the last frame. */
  synchronized void sendLast(Frame frame) {
    send(frame);
    closed = true;
  }

  /** Sends the frame that says that the run came to its end. */
  synchronized void sendEnd(String nonce) {
    sendLast(new Frame.End(nonce, frames));
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
