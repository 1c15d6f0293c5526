// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.race;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.ConcurrentPrograms;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;

/** The concurrent programs: those that are shipped, and those of the user. */
public final class RacePrograms {
  private static final String FILE = "race.cases";

  private RacePrograms() {}

  /** Those that come with the kit. */
  public static List<Program> shipped() {
    CaseParser parser = new CaseParser();
    parser.add(FILE, text());
    return parser.finish();
  }

  static List<Program> of(StageRequest request) {
    List<Program> all = new ArrayList<>(shipped());
    all.addAll(CaseFile.programs(request.caseFiles()));
    all.removeIf(program -> program.tier() != Tier.RACE);
    all.forEach(ConcurrentPrograms::check);
    return all;
  }

  private static String text() {
    try (InputStream in = RacePrograms.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped race programs", e);
    }
  }
}
