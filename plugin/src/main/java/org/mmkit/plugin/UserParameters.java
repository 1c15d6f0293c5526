// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.record.Provenance;

/**
 * Who set which parameter of a goal. In Maven a value in the POM beats the command line; here the
 * command line wins, since a POM may be a student's, and results say who decided.
 */
final class UserParameters {
  private static final String PREFIX = "${mmkit.";

  /** Where results go and how fast they come decides nothing. */
  private static final Set<String> DECIDE_NOTHING =
      Set.of(
          "mmkit.outputDirectory",
          "mmkit.threads",
          "mmkit.nonce",
          "mmkit.corpus",
          "mmkit.shard",
          "mmkit.resume",
          "mmkit.baseline",
          "mmkit.baselineStrategy",
          "mmkit.skip");

  private UserParameters() {}

  /** Gives the fields of a goal the values of the command line where the POM has others. */
  static void apply(JudgingMojo mojo) {
    for (Parameter parameter : parameters(mojo)) {
      String given = mojo.session.getUserProperties().getProperty(property(parameter));
      requireBoolean(mojo, parameter, given);
      if (given != null && isInPom(mojo, parameter)) {
        set(mojo, parameter, given);
      }
    }
  }

  /** To Maven whatever is not {@code true} is false, in silence. */
  private static void requireBoolean(
      JudgingMojo mojo, Parameter parameter, @Nullable String given) {
    if (field(mojo, parameter).getType() != boolean.class) {
      return;
    }
    Xpp3Dom all = mojo.execution.getConfiguration();
    Xpp3Dom one = all == null ? null : all.getChild(parameter.getName());
    String inPom = one == null || one.getValue() == null ? "" : one.getValue().trim();
    String word = given != null ? given.trim() : inPom.startsWith("${") ? "" : inPom;
    if (!word.matches("(?i)true|false|")) {
      throw new InputException(property(parameter) + "=" + word + " is neither true nor false.");
    }
  }

  /** The parameters that may decide a verdict and are not their defaults, by name. */
  static List<Provenance.Setting> deciding(JudgingMojo mojo) {
    List<Provenance.Setting> settings = new ArrayList<>();
    for (Parameter parameter : parameters(mojo)) {
      String value = text(get(mojo, parameter));
      String name = property(parameter);
      boolean same = value.equals(text(parameter.getDefaultValue()));
      if (!same && !DECIDE_NOTHING.contains(name)) {
        settings.add(new Provenance.Setting(name, value, from(mojo, parameter)));
      }
    }
    settings.addAll(MavenItself.settings(mojo));
    return settings;
  }

  /** That a parameter is set, and by whom, as the rest of a sentence. */
  static String whoSets(JudgingMojo mojo, String name) {
    return parameters(mojo).stream()
        .filter(parameter -> property(parameter).equals(name))
        .findFirst()
        .map(parameter -> name + " is set (" + from(mojo, parameter) + ")")
        .orElse(name + " is set");
  }

  private static List<Parameter> parameters(JudgingMojo mojo) {
    return mojo.execution.getMojoDescriptor().getParameters().stream()
        .filter(p -> p.getExpression() != null && p.getExpression().startsWith(PREFIX))
        .sorted((a, b) -> property(a).compareTo(property(b)))
        .toList();
  }

  private static String property(Parameter parameter) {
    String expression = parameter.getExpression();
    return expression.substring(2, expression.length() - 1);
  }

  /** Whether the POM gives a value in the configuration of the plugin. */
  private static boolean isInPom(JudgingMojo mojo, Parameter parameter) {
    Xpp3Dom all = mojo.execution.getConfiguration();
    Xpp3Dom one = all == null ? null : all.getChild(parameter.getName());
    return one != null && !parameter.getExpression().equals(one.getValue());
  }

  private static String from(JudgingMojo mojo, Parameter parameter) {
    String name = property(parameter);
    if (mojo.session.getUserProperties().containsKey(name)) {
      return MavenConfig.of(mojo.session.getRequest()).sets(name)
          ? ".mvn/maven.config"
          : "command line";
    }
    if (isInPom(mojo, parameter)) {
      return "POM";
    }
    return mojo.session.getCurrentProject().getProperties().containsKey(name)
        ? "property of the POM"
        : "system property";
  }

  private static @Nullable Object get(JudgingMojo mojo, Parameter parameter) {
    try {
      return field(mojo, parameter).get(mojo);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void set(JudgingMojo mojo, Parameter parameter, String given) {
    Field field = field(mojo, parameter);
    try {
      field.set(mojo, value(field, given));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field field(JudgingMojo mojo, Parameter parameter) {
    Optional<Field> found =
        Stream.<Class<?>>iterate(mojo.getClass(), c -> c != Object.class, Class::getSuperclass)
            .flatMap(type -> Stream.of(type.getDeclaredFields()))
            .filter(field -> field.getName().equals(parameter.getName()))
            .findFirst();
    Field field = found.orElseThrow(() -> new IllegalStateException(parameter.getName()));
    field.setAccessible(true);
    return field;
  }

  private static Object value(Field field, String given) {
    Class<?> type = field.getType();
    if (type == List.class) {
      boolean files = field.getGenericType().getTypeName().contains(File.class.getName());
      Stream<String> words = Stream.of(given.split(",")).map(String::trim);
      return files ? words.map(File::new).toList() : words.toList();
    }
    if (type == boolean.class) {
      return Boolean.valueOf(given.trim());
    }
    return type == File.class ? new File(given) : given;
  }

  /** Paths by their last names: results have no paths. */
  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(UserParameters::text).collect(Collectors.joining(","));
    }
    String text = String.valueOf(value);
    boolean path = value instanceof File || new File(text).isAbsolute();
    return path ? new File(text).getName() : text;
  }
}
