// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;

/**
 * Bytes that stand where a class file should, read with a limit, and understood as far as they can
 * be: whoever wrote them may mean harm.
 *
 * @param reader of the class, if it is one
 * @param trouble why it is none, or cannot be read, as the rest of a sentence; empty if it can
 */
record ClassBytes(Optional<ClassReader> reader, String trouble) {
  /** More than any compiler makes of one class. */
  static final int BYTES_MAX = 16 << 20;

  /** What begins each class file. */
  private static final int MAGIC = 0xcafebabe;

  private static final int MAJOR_OFFSET = 6;

  private static ClassBytes none(String trouble) {
    return new ClassBytes(Optional.empty(), trouble);
  }

  /** Reads a file. A link is followed; what is no file, such as a pipe, is not opened. */
  static ClassBytes read(Path file) {
    if (!Files.isRegularFile(file)) {
      return none("is no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    } catch (IOException e) {
      return none("cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Reads a stream. */
  static ClassBytes read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(BYTES_MAX + 1);
    return bytes.length > BYTES_MAX
        ? none("is larger than " + (BYTES_MAX >> 20) + " MiB")
        : of(bytes);
  }

  /** Understands what was read. */
  static ClassBytes of(byte[] bytes) {
    if (bytes.length <= MAJOR_OFFSET + 1 || magic(bytes) != MAGIC) {
      return none("is no class file");
    }
    ClassReader[] reader = new ClassReader[1];
    String trouble = caught(() -> reader[0] = new ClassReader(bytes));
    if (trouble.isEmpty()) {
      return new ClassBytes(Optional.of(reader[0]), "");
    }
    int major = (bytes[MAJOR_OFFSET] & 0xff) << 8 | bytes[MAJOR_OFFSET + 1] & 0xff;
    return none(trouble + " (its version is " + major + ")");
  }

  private static int magic(byte[] bytes) {
    return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
  }

  /**
   * Lets a visitor see the class.
   *
   * @return why it could not be read to its end, as the rest of a sentence; empty if it could
   */
  static String accept(ClassReader reader, ClassVisitor visitor, int flags) {
    return caught(() -> reader.accept(visitor, flags));
  }

  /** Names of a class. */
  static Optional<ClassInfo> info(ClassReader reader) {
    @Nullable ClassInfo[] info = new ClassInfo[1];
    caught(() -> info[0] = ClassIndex.info(reader));
    return Optional.ofNullable(info[0]);
  }

  /** The reader finds out late that it reads no class, each time by another exception. */
  private static String caught(Runnable reading) {
    try {
      reading.run();
      return "";
    } catch (RuntimeException | StackOverflowError e) {
      return "is no class file that can be read";
    }
  }
}
