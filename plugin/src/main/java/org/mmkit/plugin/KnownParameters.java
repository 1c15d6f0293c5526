// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.mmkit.suite.program.Suggestions;

/** Which goal takes which {@code mmkit.} property: Maven itself ignores those that none takes. */
final class KnownParameters {
  private static final String PREFIX = "mmkit.";

  /** What the tests of mmkit itself take. */
  private static final Set<String> NOT_OF_GOALS = Set.of("mmkit.updateBaselines", "mmkit.version");

  /** How goals end that a POM binds to a phase, and nobody calls. */
  private static final String NO_FORK = "-no-fork";

  private final SortedMap<String, Set<String>> byGoal;

  /**
   * The parameters of some goals.
   *
   * @param byGoal names of properties by the name of the goal
   */
  KnownParameters(Map<String, Set<String>> byGoal) {
    this.byGoal = new TreeMap<>(byGoal);
  }

  /** Those of all goals of the plugin. */
  static KnownParameters of(PluginDescriptor plugin) {
    Map<String, Set<String>> byGoal = new TreeMap<>();
    for (MojoDescriptor mojo : plugin.getMojos()) {
      Set<String> names = new TreeSet<>();
      for (Parameter parameter : mojo.getParameters()) {
        String expression = parameter.getExpression();
        if (expression != null && expression.startsWith("${" + PREFIX)) {
          names.add(expression.substring(2, expression.length() - 1));
        }
      }
      byGoal.put(mojo.getGoal(), names);
    }
    return new KnownParameters(byGoal);
  }

  /**
   * Why a run cannot be carried out as it was asked for, if so.
   *
   * @param given the names of the user's properties
   * @param asked what the user asked Maven for, such as {@code mmkit:replay}
   */
  Optional<String> refusal(Collection<String> given, List<String> asked) {
    List<String> goals = goalsAlone(asked);
    for (String name : new TreeSet<>(given)) {
      if (!name.startsWith(PREFIX) || NOT_OF_GOALS.contains(name)) {
        continue;
      }
      List<String> takers =
          byGoal.entrySet().stream()
              .filter(goal -> goal.getValue().contains(name))
              .map(Map.Entry::getKey)
              .toList();
      List<String> called = takers.stream().filter(goal -> !goal.endsWith(NO_FORK)).toList();
      if (takers.isEmpty()) {
        return Optional.of(unknown(name));
      }
      if (!goals.isEmpty() && takers.stream().noneMatch(goals::contains)) {
        return Optional.of(
            name
                + " has no effect on mmkit:"
                + String.join(", mmkit:", goals)
                + ": it is a parameter of mmkit:"
                + String.join(", mmkit:", called)
                + ". Remove it, or run that goal.");
      }
    }
    return Optional.empty();
  }

  private String unknown(String name) {
    List<String> all = byGoal.values().stream().flatMap(Set::stream).distinct().sorted().toList();
    List<String> bare = all.stream().map(KnownParameters::bare).toList();
    String nearest =
        Suggestions.nearest(bare(name), bare)
            .map(near -> " Did you mean " + PREFIX + near + "?")
            .orElse("");
    String schedule =
        name.equals("mmkit.schedule")
            ? " A schedule is followed again from its file: mvn mmkit:replay -Dmmkit.sched=FILE."
            : "";
    return "There is no parameter "
        + name
        + "."
        + nearest
        + schedule
        + " There are "
        + String.join(", ", all)
        + ".";
  }

  private static String bare(String name) {
    return name.substring(PREFIX.length());
  }

  /** The goals that were asked for by name; none if Maven runs other things too. */
  private List<String> goalsAlone(List<String> asked) {
    List<String> goals =
        asked.stream()
            .filter(word -> word.contains("mmkit") && word.contains(":"))
            .map(word -> word.substring(word.lastIndexOf(':') + 1).replaceAll("@.*", ""))
            .toList();
    return goals.size() == asked.size() && byGoal.keySet().containsAll(goals) ? goals : List.of();
  }
}
