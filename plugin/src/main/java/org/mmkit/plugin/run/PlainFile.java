// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files and folders in a project that somebody else may have put there. */
public final class PlainFile {
  /** More than any result of a run. */
  public static final long RESULT_BYTES_MAX = 256L << 20;

  private PlainFile() {}

  /**
   * The text of a file. What is none, such as a pipe or a device, is not opened.
   *
   * @throws IOException if it is none, larger than so many bytes, or no UTF-8
   */
  public static String text(Path file, long bytesMax) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "it is no file");
    }
    if (Files.size(file) > bytesMax) {
      throw new FileSystemException(
          file.toString(), null, "it is larger than " + bytesMax + " bytes");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** Makes a folder, in place of a link that would lead elsewhere; returns it. */
  public static Path folder(Path folder) throws IOException {
    return Files.createDirectories(withoutLink(folder));
  }

  /** Removes a link that stands where a folder should; returns the folder. */
  public static Path withoutLink(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      Files.delete(folder);
    }
    return folder;
  }
}
