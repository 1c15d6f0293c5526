// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;

/**
 * The recordings that come with the kit, made on Linux 6.18 with two CPUs: a build of 25 C files by
 * {@code make -j2}, a benchmark in PHP, and MariaDB under sysbench with 8 and 16 threads.
 */
public final class ShippedRecordings {
  private static final String FOLDER = "/org/mmkit/suite/recordings/";
  private static final List<String> NAMES = List.of("kernbench", "mariadb", "phpbench");

  private ShippedRecordings() {}

  /** What they are called. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The one of a name.
   *
   * @throws BadInputException if there is none; names those that there are
   */
  public static Recording byName(String name) {
    if (!NAMES.contains(name)) {
      throw new BadInputException(
          "There is no recording \"%s\" (mmkit.recording); there are %s, and your own: name two"
                  .formatted(name, String.join(", ", NAMES))
              + " files, as in my.strace,my.faults.");
    }
    return Recording.read(name, file(name + ".strace"), Optional.of(file(name + ".faults")));
  }

  private static CaseFile file(String name) {
    try (InputStream in = ShippedRecordings.class.getResourceAsStream(FOLDER + name + ".gz")) {
      if (in == null) {
        throw new IllegalStateException("no shipped recording " + name);
      }
      byte[] bytes = new GZIPInputStream(in).readAllBytes();
      return new CaseFile(name, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped recording " + name, e);
    }
  }
}
