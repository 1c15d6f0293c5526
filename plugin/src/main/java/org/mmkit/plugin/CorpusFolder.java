// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.mmkit.plugin.run.CaseFiles;
import org.mmkit.suite.CaseFile;

/**
 * The folder of the programs that the fuzzer keeps, one in a file. A file is moved in when it is
 * whole, so that whatever ends a run leaves a whole corpus.
 */
final class CorpusFolder {
  private static final String SUFFIX = ".cases";
  private static final String OWN_FAULTS = "mmkit-itself";

  private final Path folder;
  private final KeptFiles files;

  CorpusFolder(Path folder) {
    this.folder = folder;
    this.files = new KeptFiles(folder);
  }

  /**
   * The programs that it has now. Those that show mmkit's own faults are for its makers: they have
   * the ids of programs that a run keeps later.
   */
  List<CaseFile> programs() {
    return holdsAny()
        ? CaseFiles.read(List.of(folder)).stream()
            .filter(file -> !file.name().startsWith(OWN_FAULTS))
            .toList()
        : List.of();
  }

  private boolean holdsAny() {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(SUFFIX));
    } catch (IOException e) {
      throw new UncheckedIOException("The corpus " + folder + " cannot be read", e);
    }
  }

  /** Keeps a program. */
  void keep(String name, String content) {
    files.keep(name, content);
  }
}
