// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Recorded;

/** Reads the files of a recording. */
public final class RecordingFiles {
  private static final int BYTES_MAX = 24 << 20;

  private RecordingFiles() {}

  /**
   * What is to be replayed.
   *
   * @param words the value of mmkit.recording, at its commas; nothing is replayed if it is empty
   * @param others names of parameters that are given too, and would have no effect
   * @throws InputException if a file cannot be read, or if there are too many
   */
  public static Optional<Recorded> of(List<String> words, List<String> others) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    if (!others.isEmpty()) {
      throw new InputException(
          others.get(0)
              + " has no effect on a recording, which has tasks and calls of its own. Remove it, or"
              + " remove mmkit.recording.");
    }
    if (words.size() > 2) {
      throw new InputException(
          "mmkit.recording has "
              + words.size()
              + " names; it takes a log and its faults, as in my.strace,my.faults.");
    }
    String first = words.get(0);
    boolean shipped =
        words.size() == 1 && first.matches("[a-z0-9-]+") && !Files.exists(Path.of(first));
    if (shipped) {
      return Optional.of(new Recorded(first, Optional.empty(), Optional.empty()));
    }
    return Optional.of(
        new Recorded(
            nameOf(first),
            Optional.of(read(first)),
            words.size() > 1 ? Optional.of(read(words.get(1))) : Optional.empty()));
  }

  /** The file's name up to its first dot, of characters that names of measures have. */
  private static String nameOf(String path) {
    String file = String.valueOf(Path.of(path).getFileName());
    int dot = file.indexOf('.');
    return (dot > 0 ? file.substring(0, dot) : file).replaceAll("[^A-Za-z0-9_-]", "-");
  }

  private static CaseFile read(String name) {
    Path path = Path.of(name);
    String file = String.valueOf(path.getFileName());
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new InputException(
            "The file "
                + name
                + " (mmkit.recording) is larger than "
                + (BYTES_MAX >> 20)
                + " MiB. Record a shorter run.");
      }
      return new CaseFile(file, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InputException(
          "The file " + name + " (mmkit.recording) cannot be read: " + e + ".");
    }
  }
}
