// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mmkit.plugin.run.CaseFiles;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;

/**
 * The folder of the programs that the fuzzer keeps, one in a file. A file is moved in when it is
 * whole, so that whatever ends a run leaves a whole corpus.
 */
final class CorpusFolder {
  private static final String SUFFIX = ".cases";

  private final Path folder;
  private final KeptFiles files;

  CorpusFolder(Path folder) {
    this.folder = folder;
    this.files = new KeptFiles(folder);
  }

  /** The same cases with the programs of the folder. */
  JudgeRequest.Selection addTo(JudgeRequest.Selection cases) {
    List<CaseFile> files = new ArrayList<>(cases.files());
    if (holdsAny()) {
      files.addAll(CaseFiles.read(List.of(folder)));
    }
    return cases.withFiles(files);
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
