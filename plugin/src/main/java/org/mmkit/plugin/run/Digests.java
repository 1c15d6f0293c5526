// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.json.RecordCodec;
import org.mmkit.suite.record.Provenance;

/**
 * Digests of what judges and of what is judged: of names and contents, and of nothing that differs
 * from place to place.
 */
public final class Digests {
  private static final long BYTES_MAX = 1L << 30;
  private static final long FILE_BYTES_MAX = 256L << 20;
  private static final int BLOCK = 1 << 16;

  private final MessageDigest digest;
  private long bytes;

  private Digests() {
    digest = sha256();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  /** What a request is of. */
  static Provenance provenance(VerifyRequest request, JudgeRequest asked) {
    Digests all = new Digests();
    all.word(RecordCodec.write(asked.withFiber(FiberKind.AUTO)));
    request.strategies().forEach(all::word);
    all.word(request.jvm().argLine());
    return new Provenance(
        submission(request.student()),
        kit(request.kit()),
        all.hex(),
        request.origin().parameters());
  }

  /** The digest of a student's classes and of what they need. */
  public static String submission(VerifyRequest.StudentCode student) {
    Digests all = new Digests();
    all.folder(student.classes());
    student.dependencies().forEach(all::any);
    return all.hex();
  }

  /** The digest of the jars that judge. */
  public static String kit(VerifyRequest.KitJars kit) {
    Digests all = new Digests();
    kit.modules().forEach(all::any);
    return all.hex();
  }

  private String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void word(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    digest.update((utf8.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(utf8);
  }

  private void any(Path path) {
    if (Files.isDirectory(path)) {
      folder(path);
    } else if (path.toString().endsWith(".jar")) {
      jar(path);
    } else {
      file(String.valueOf(path.getFileName()), path);
    }
  }

  private void folder(Path folder) {
    if (!Files.isDirectory(folder)) {
      word("none");
      return;
    }
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> files = below.filter(file -> !Files.isDirectory(file)).sorted().toList();
      files.forEach(file -> file(folder.relativize(file).toString().replace('\\', '/'), file));
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("The folder " + folder + " cannot be read: " + e + ".");
    }
  }

  /** What is no file, such as a pipe, is not opened; its name counts. */
  private void file(String name, Path file) {
    word(name);
    if (!Files.isRegularFile(file)) {
      word("no file");
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > FILE_BYTES_MAX) {
        word("larger than " + FILE_BYTES_MAX);
        return;
      }
      content(file, in);
    } catch (IOException e) {
      throw new InputException("The file " + file + " cannot be read: " + e + ".");
    }
  }

  /** Entries by name, whatever their dates and their order are. */
  private void jar(Path path) {
    try (JarFile jar = new JarFile(path.toFile())) {
      List<String> names =
          jar.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).sorted().toList();
      for (String name : names) {
        word(name);
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
          content(path, in);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new InputException("The jar " + path + " cannot be read: " + e + ".");
    }
  }

  private void content(Path whose, InputStream in) throws IOException {
    MessageDigest one = sha256();
    byte[] block = new byte[BLOCK];
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      one.update(block, 0, n);
      bytes += n;
      if (bytes > BYTES_MAX) {
        throw new IOException(whose + " and what is before it are larger than 1 GiB");
      }
    }
    word(HexFormat.of().formatHex(one.digest()));
  }
}
