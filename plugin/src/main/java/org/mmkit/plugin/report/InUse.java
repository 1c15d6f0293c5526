// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.mmkit.plugin.run.InputException;

/**
 * The mark of a run that is under way, in the folder that it works in: a file that it keeps locked.
 * The lock goes with the process, however that ends.
 */
final class InUse implements AutoCloseable {
  private static final String FILE = "in-use";

  /** Those of this JVM, whose locks a look from here would let go of. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private InUse(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** Marks a folder as that of a run. */
  static InUse mark(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.tryLock();
    } catch (IOException e) {
      // A file system without locks: two runs in one folder are not noticed there.
    }
    OWN.add(folder.toAbsolutePath());
    return new InUse(folder, channel);
  }

  /** Whether a run works in a folder now. */
  static boolean by(Path folder) {
    if (OWN.contains(folder.toAbsolutePath())) {
      return true;
    }
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Refuses to remove what another run is just making.
   *
   * @throws InputException if one works in a folder of the results
   */
  static void refuse(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.anyMatch(InUse::by)) {
        throw new InputException(
            "Another run of mmkit is using "
                + folder
                + ". Wait for it, or let this one write elsewhere: -Dmmkit.outputDirectory=...");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The results cannot be read in " + folder, e);
    }
  }

  @Override
  public void close() {
    OWN.remove(folder.toAbsolutePath());
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process.
    }
  }
}
