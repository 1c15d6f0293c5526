// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.mmkit.plugin.run.PlainFile;

/** Files that a run finds: each is moved in when it is whole, whatever ends the run. */
final class KeptFiles {
  private final Path folder;

  KeptFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps one, in place of an earlier one of that name. It is written under another name first;
   * that of a temporary file would be for its owner alone.
   */
  synchronized void keep(String name, String content) {
    try {
      PlainFile.folder(folder);
      Path whole = folder.resolve(".new-" + name);
      Files.writeString(whole, content, StandardCharsets.UTF_8);
      Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be written", e);
    }
  }
}
