// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The fields of a strategy that keep something from one call to another. */
final class SharedFields {
  private SharedFields() {}

  /** Names of those that can be written; none where a class that it names is missing. */
  static List<String> of(Class<?> strategy) {
    List<String> names = new ArrayList<>();
    try {
      look(strategy, true, names);
    } catch (LinkageError missing) {
      names.clear();
    }
    return names;
  }

  /**
   * Looks at a class and those within it.
   *
   * @param single whether all calls have the same instance of it
   */
  private static void look(Class<?> type, boolean single, List<String> names) {
    for (Field field : type.getDeclaredFields()) {
      boolean shared = single || Modifier.isStatic(field.getModifiers());
      if (shared && !field.isSynthetic() && !Modifier.isFinal(field.getModifiers())) {
        names.add(field.getName());
      }
    }
    for (Class<?> inner : type.getDeclaredClasses()) {
      look(inner, false, names);
    }
  }
}
