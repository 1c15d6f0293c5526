// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes that a judged JVM starts. One that loses its parent is no descendant any more: it
 * is known by having been one, or by a word in its environment.
 */
final class Offspring {
  private static final String NAME = "MMKIT_JUDGED";
  private static final int WORD_BYTES = 16;

  /** What a process starts while it is being ended is found by looking again. */
  private static final int LOOKS = 3;

  private final String word;
  private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();

  private Offspring(String word) {
    this.word = word;
  }

  /** That of a process which is about to be started. */
  static Offspring of(ProcessBuilder builder) {
    byte[] bytes = new byte[WORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    String word = HexFormat.of().formatHex(bytes);
    builder.environment().put(NAME, word);
    return new Offspring(NAME + "=" + word);
  }

  /** Remembers who is there now. */
  void look(Process process) {
    process.descendants().forEach(known::add);
  }

  /** Ends all of them. */
  void end() {
    for (int i = 0; i < LOOKS; i++) {
      known.stream().flatMap(ProcessHandle::descendants).toList().forEach(known::add);
      ProcessHandle.allProcesses().filter(this::hasTheWord).forEach(known::add);
      known.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Only Linux tells the environment of others. */
  private boolean hasTheWord(ProcessHandle process) {
    Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
    try {
      return Files.isReadable(environment)
          && new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1)
              .contains(word);
    } catch (IOException e) {
      return false;
    }
  }
}
