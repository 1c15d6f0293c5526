// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes that a judged JVM starts. One that loses its parent is no descendant any more: it
 * is known by having been one, by a word in its environment, or by the folder that it works in.
 */
final class Offspring {
  private static final String NAME = "MMKIT_JUDGED";
  private static final int WORD_BYTES = 16;

  /** What a process starts while it is being ended is found by looking again, until two looks. */
  private static final int LOOKS_WITHOUT_NEWS = 2;

  private static final int LOOKS_MAX = 100;
  private static final long PAUSE_MS = 2;

  /** An execve is over by then. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  /** A shell whose child ends goes on with its next command. */
  private static final Comparator<ProcessHandle> PARENTS_FIRST =
      Comparator.comparing(
              (ProcessHandle process) -> process.info().startInstant().orElse(Instant.EPOCH))
          .thenComparing(ProcessHandle::pid);

  private final String word;
  private final Path folder;
  private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();

  private Offspring(String word, Path folder) {
    this.word = word;
    this.folder = folder;
  }

  /**
   * That of a process which is about to be started.
   *
   * @param folder its working directory, which no other process has
   */
  static Offspring of(ProcessBuilder builder, Path folder) throws IOException {
    byte[] bytes = new byte[WORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    String word = HexFormat.of().formatHex(bytes);
    builder.environment().put(NAME, word);
    return new Offspring(NAME + "=" + word, folder.toRealPath());
  }

  /** Remembers who is there now. */
  void look(Process process) {
    process.descendants().forEach(known::add);
  }

  /** Ends all of them. */
  void end() {
    int looksWithoutNews = 0;
    for (int i = 0; i < LOOKS_MAX && looksWithoutNews < LOOKS_WITHOUT_NEWS; i++) {
      looksWithoutNews = findMore() ? 0 : looksWithoutNews + 1;
      known.stream().sorted(PARENTS_FIRST).forEach(ProcessHandle::destroyForcibly);
      pause();
    }
  }

  /** Whether there was one that no earlier look had found, or one that no look can tell yet. */
  private boolean findMore() {
    int before = known.size();
    boolean untold = false;
    known.stream().flatMap(ProcessHandle::descendants).toList().forEach(known::add);
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      Path proc = Path.of("/proc", Long.toString(process.pid()));
      if (known.contains(process) || !Files.isReadable(proc.resolve("environ"))) {
        continue;
      }
      try {
        String environment =
            new String(Files.readAllBytes(proc.resolve("environ")), StandardCharsets.ISO_8859_1);
        if (environment.contains(word) || proc.resolve("cwd").toRealPath().startsWith(folder)) {
          known.add(process);
        } else if (environment.isEmpty()) {
          // In the middle of execve, where a process has no environment yet; or without one.
          untold |= Files.isReadable(proc.resolve("exe")) && isYoung(process);
        }
      } catch (IOException e) {
        // Gone, or another user's. Only Linux tells the environment of others.
      }
    }
    return untold || known.size() > before;
  }

  private static boolean isYoung(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> start.isAfter(Instant.now().minus(YOUNG)))
        .orElse(false);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
