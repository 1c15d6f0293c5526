// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256, as small hexadecimal digits. */
final class Digest {
  private static final int BUFFER_BYTES = 1 << 16;

  private Digest() {}

  static String of(String text) {
    return hex(sha().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of a file, or of a folder: then of the paths and contents of all files in it. */
  static String of(Path path) throws IOException {
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return hex(content(path));
    }
    MessageDigest all = sha();
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> sorted =
          files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
      for (Path file : sorted) {
        String name = path.relativize(file).toString().replace('\\', '/');
        all.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        all.update(content(file));
      }
    }
    return hex(all.digest());
  }

  private static byte[] content(Path file) throws IOException {
    MessageDigest digest = sha();
    byte[] bytes = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        digest.update(bytes, 0, n);
      }
    }
    return digest.digest();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
