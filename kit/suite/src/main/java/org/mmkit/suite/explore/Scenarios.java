// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.ConcurrentPrograms;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.run.Setup;

/** The catalogue of scenarios: small concurrent programs, each aimed at a rule. */
public final class Scenarios {
  /** General ones, then one file for each family of the bug corpus. */
  private static final List<String> FILES =
      Stream.of("con", "a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "s", "mix")
          .map(family -> family + ".scenarios")
          .toList();

  private static final List<Program> SHIPPED = read(FILES);

  private static final List<Program> RACES = read(List.of("/org/mmkit/suite/race/race.cases"));

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
      if (request.whole() || isOfTheGate(program)) {
        all.add(program);
      }
    }
    all.addAll(own(request, Tier.EXPLORE));
    return all;
  }

  /** The shipped ones that are run under random walks alone. */
  public static List<Program> races() {
    return RACES;
  }

  /** All programs that come with the kit, those without tasks too. */
  public static List<Program> ofTheKit() {
    List<Program> all = new ArrayList<>(Cases.shipped());
    all.addAll(SHIPPED);
    all.addAll(RACES);
    all.addAll(Sweep.programs());
    return all;
  }

  /** Those, and the user's of that tier. */
  static List<Program> racesOf(StageRequest request) {
    List<Program> all = new ArrayList<>(RACES);
    all.addAll(own(request, Tier.RACE));
    return all;
  }

  /** Whether it runs where not all do. */
  public static boolean isOfTheGate(Program program) {
    return program.settings().containsKey(GATE);
  }

  private static List<Program> own(StageRequest request, Tier tier) {
    List<Program> own = new ArrayList<>(CaseFile.programs(request.caseFiles()));
    own.removeIf(program -> program.tier() != tier);
    for (Program program : own) {
      ConcurrentPrograms.check(program);
      Setup.of(program, request.defects(), request.fiber());
    }
    return own;
  }

  private static List<Program> read(List<String> files) {
    CaseParser parser = new CaseParser();
    for (String file : files) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      try (InputStream in = Scenarios.class.getResourceAsStream(file)) {
        parser.add(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the shipped programs in " + file, e);
      }
    }
    return parser.finish();
  }
}
