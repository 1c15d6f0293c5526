// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** The connection to the JVM that judges, for one request: frames go over a socket. */
final class ParentLink implements Closeable {
  private final Socket socket;
  private final OutputStream out;
  private long frames;
  private boolean closed;

  /** Connects. */
  ParentLink(int port) throws IOException {
    socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
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

  /** Whether the last frame has gone out. */
  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
