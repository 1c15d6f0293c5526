// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.mmkit.plugin.perf.LoadWeights;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.Stage;
import org.mmkit.suite.catalogue.Stages;

/**
 * What points are given for, and how much each load counts in the score of stage perf.
 *
 * @param file its name
 * @param title of the assignment
 * @param parts in their order; none where only loads are weighted
 * @param weights of the loads
 */
public record Rubric(
    String file, String title, List<RubricPart> parts, Late late, LoadWeights weights) {
  private static final String SHIPPED = "rubric.txt";

  /** Stages that {@code mmkit.stages} chooses; the grid of loads chooses perf. */
  private static final Set<String> STAGES =
      Stages.all().stream()
          .map(Stage::id)
          .filter(id -> !id.equals("perf"))
          .collect(Collectors.toUnmodifiableSet());

  public Rubric {
    Objects.requireNonNull(file);
    Objects.requireNonNull(title);
    parts = List.copyOf(parts);
    Objects.requireNonNull(late);
    Objects.requireNonNull(weights);
  }

  /** The one that comes with mmkit: it weights loads and gives no points. */
  public static Rubric shipped() {
    try (InputStream in = Rubric.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("the rubric is missing: " + SHIPPED);
      }
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return RubricParser.parse(SHIPPED, lines, Set.of());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SHIPPED, e);
    }
  }

  /**
   * One of the user.
   *
   * @param loads ids of the loads that there are
   * @throws InputException if it is no rubric; names file, line and what to do
   */
  public static Rubric read(Path file, Collection<String> loads) {
    try {
      String name = String.valueOf(file.getFileName());
      return RubricParser.parse(name, Files.readAllLines(file, StandardCharsets.UTF_8), loads);
    } catch (IOException e) {
      throw new InputException(
          "There is no rubric "
              + file
              + ", or it is no UTF-8 text (mmkit.rubric). Name a file that there is.");
    }
  }

  /** Whether it is the one that comes with mmkit. */
  public boolean isShipped() {
    return equals(shipped());
  }

  /** Whether a line of it weights a load. */
  public boolean weighsLoads() {
    return !weights.byLoad().isEmpty();
  }

  /**
   * Nobody is judged before it is known that each part has its stage.
   *
   * @throws InputException if a part is about a stage that does not run
   */
  public void requireStages(List<String> running) {
    for (RubricPart part : parts) {
      for (String stage : part.criterion().stages()) {
        if (STAGES.contains(stage) && !running.contains(stage)) {
          throw new InputException(
              part.place()
                  + "the part "
                  + part.id()
                  + " is about stage "
                  + stage
                  + ", which does not run. Let it run (mmkit.stages), or remove the line.");
        }
      }
    }
  }

  /** Whether it gives points. */
  public boolean givesPoints() {
    return !parts.isEmpty();
  }
}
