// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that files which several submissions have, such as a skeleton, are judged once: the
 * same files on the same terms come to the same record, to the byte.
 */
final class SameFiles {
  private final Map<String, CompletableFuture<String>> first = new ConcurrentHashMap<>();

  /** Judges one submission, and keeps what became of it. */
  interface Judging {
    Graded judge() throws IOException;
  }

  /** Gives a submission what became of another one with the same files. */
  interface Copying {
    Graded of(String other) throws IOException;
  }

  /**
   * Judges a submission, or copies from the first one with the same files, for which it waits.
   *
   * @param key the same for the same files and terms
   * @param id of the submission
   */
  Graded once(String key, String id, Judging judging, Copying copying) throws IOException {
    CompletableFuture<String> mine = new CompletableFuture<>();
    CompletableFuture<String> others = first.putIfAbsent(key, mine);
    if (others != null) {
      return copying.of(others.join());
    }
    try {
      Graded graded = judging.judge();
      mine.complete(id);
      return graded;
    } catch (IOException | RuntimeException | Error e) {
      mine.completeExceptionally(new CompletionException("judging " + id + " failed", e));
      throw e;
    }
  }

  /** Says that a submission was judged before. */
  void known(String key, String id) {
    first.putIfAbsent(key, CompletableFuture.completedFuture(id));
  }
}
