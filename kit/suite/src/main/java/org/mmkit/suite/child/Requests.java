// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.mmkit.suite.json.RecordCodec;

/**
 * What the parent asks for, over standard input. It ends this JVM when the parent closes that, as
 * it does when it dies.
 */
final class Requests {
  /** The exit code of a judged JVM whose parent is gone; it is not read. */
  private static final int ORPHAN = 3;

  private final InputStream in;
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

  Requests(InputStream in) {
    this.in = in;
    Thread reader = new Thread(this::read, "mmkit-requests");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      for (Optional<String> text = FrameStream.read(in);
          text.isPresent();
          text = FrameStream.read(in)) {
        texts.add(text.get());
      }
    } catch (IOException e) {
      // The same as the end: the parent is gone.
    }
    Runtime.getRuntime().halt(ORPHAN);
  }

  /** The next request; waits for it. */
  ChildRequest next() {
    while (true) {
      try {
        return RecordCodec.read(texts.take(), ChildRequest.class);
      } catch (InterruptedException e) {
        // Not from the parent.
      }
    }
  }
}
