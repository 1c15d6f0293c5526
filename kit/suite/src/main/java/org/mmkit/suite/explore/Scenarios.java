// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.ConcurrentPrograms;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;

/** The catalogue of scenarios: small concurrent programs, each aimed at a rule. */
public final class Scenarios {
  /** General ones, then one file for each family of the bug corpus. */
  private static final List<String> FILES =
      List.of("con", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");

  private static final List<Program> SHIPPED = read();

  /** The setting of those that run where not all do. */
  private static final String GATE = "gate";

  private Scenarios() {}

  /** Those that come with the kit, in the order of the files. */
  public static List<Program> shipped() {
    return SHIPPED;
  }

  /** The shipped one of an id. */
  public static Optional<Program> byId(String id) {
    return SHIPPED.stream().filter(program -> program.id().equals(id)).findFirst();
  }

  /**
   * Those that a request is about: of the shipped ones all, or those of the gate, and all of the
   * user.
   *
   * @throws BadInputException if a file of the user cannot be read
   */
  public static List<Program> of(StageRequest request) {
    List<Program> all = new ArrayList<>();
    for (Program program : SHIPPED) {
      if (request.whole() || program.settings().containsKey(GATE)) {
        all.add(program);
      }
    }
    List<Program> own = new ArrayList<>(CaseFile.programs(request.caseFiles()));
    own.removeIf(program -> program.tier() != Tier.EXPLORE);
    own.forEach(ConcurrentPrograms::check);
    all.addAll(own);
    return all;
  }

  private static List<Program> read() {
    CaseParser parser = new CaseParser();
    for (String family : FILES) {
      String file = family + ".scenarios";
      try (InputStream in = Scenarios.class.getResourceAsStream(file)) {
        if (in != null) {
          parser.add(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the shipped scenarios in " + file, e);
      }
    }
    return parser.finish();
  }
}
