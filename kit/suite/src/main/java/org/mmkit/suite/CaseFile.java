// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import java.util.Objects;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.CaseSyntaxException;
import org.mmkit.suite.program.Program;

/**
 * A file of cases that the user added.
 *
 * @param name what messages call it: the file's name without its folder
 * @param text its content
 */
public record CaseFile(String name, String text) {

  public CaseFile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(text);
  }

  /**
   * The programs in files of the user.
   *
   * @throws BadInputException if one of them cannot be read; names file and line
   */
  public static List<Program> programs(List<CaseFile> files) {
    return programs(files, new CaseParser());
  }

  /**
   * The same, where ids must differ from those of the programs that come with the kit.
   *
   * @throws BadInputException if one of them cannot be read; names file and line
   */
  public static List<Program> programs(List<CaseFile> files, List<Program> shipped) {
    return programs(files, CaseParser.beside(shipped));
  }

  private static List<Program> programs(List<CaseFile> files, CaseParser parser) {
    try {
      for (CaseFile file : files) {
        parser.add(file.name(), file.text());
      }
      return parser.finish();
    } catch (CaseSyntaxException e) {
      throw new BadInputException(e.getMessage());
    }
  }
}
