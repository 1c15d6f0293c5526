// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts on a byte stream, each behind its length in four bytes. */
public final class FrameStream {
  private static final int BYTES_MAX = 64 << 20;

  private FrameStream() {}

  /** Writes one text and flushes. */
  public static void write(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > BYTES_MAX) {
      throw new IOException("a frame of " + bytes.length + " bytes");
    }
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(bytes.length);
    data.write(bytes);
    data.flush();
  }

  /**
   * Reads one text.
   *
   * @return nothing at the end of the stream
   * @throws IOException if the stream ends within a text, or a length is impossible
   */
  public static Optional<String> read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    DataInputStream data = new DataInputStream(in);
    int length = first << 24 | data.readUnsignedByte() << 16 | data.readUnsignedShort();
    if (length < 0 || length > BYTES_MAX) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] bytes = data.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the stream ends within a frame");
    }
    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }
}
