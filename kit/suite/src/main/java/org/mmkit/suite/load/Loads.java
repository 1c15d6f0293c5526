// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.program.CaseSyntaxException;

/** Where loads come from: the shipped files, and those of a user. */
public final class Loads {
  private static final String FOLDER = "/org/mmkit/suite/loads/";
  private static final List<String> FILES =
      List.of("will-it-scale.loads", "stress-ng.loads", "vm-scalability.loads", "others.loads");

  private Loads() {}

  /** The loads that come with the kit. */
  public static List<Load> shipped() {
    LoadParser parser = new LoadParser();
    FILES.forEach(file -> parser.add(file, resource(file)));
    return parser.finish();
  }

  /**
   * Loads in files of the user.
   *
   * @throws BadInputException if one of them cannot be read; names file and line
   */
  public static List<Load> of(List<CaseFile> files) {
    LoadParser parser = new LoadParser();
    files.forEach(file -> parser.add(file.name(), file.text()));
    try {
      List<Load> loads = parser.finish();
      files.forEach(Loads::requireSome);
      return loads;
    } catch (CaseSyntaxException e) {
      throw new BadInputException(e.getMessage());
    }
  }

  private static void requireSome(CaseFile file) {
    if (file.text().lines().noneMatch(line -> line.strip().startsWith("@"))) {
      throw new BadInputException(
          file.name() + ": there is no load in it. Add one, or leave the file out (mmkit.loads).");
    }
  }

  /** The text of a shipped file. */
  static String resource(String name) {
    try (InputStream in = Loads.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no shipped loads " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped loads " + name, e);
    }
  }
}
