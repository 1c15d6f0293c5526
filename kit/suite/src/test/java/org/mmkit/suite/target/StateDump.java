// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that can be reached from an object as text: each field and element by its value, each object
 * by its number in the order of the walk. Two systems of equal text are in the same state. Written
 * apart from the checkpoint that it is to judge.
 */
final class StateDump {

  /** A place that holds something: a field that is not final, or an element of an array. */
  record Slot(Object owner, Field field, int index) {
    Object get() {
      try {
        return field == null ? Array.get(owner, index) : field.get(owner);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    void set(Object value) {
      try {
        if (field == null) {
          Array.set(owner, index, value);
        } else {
          field.set(owner, value);
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String toString() {
      return field == null ? owner.getClass().getSimpleName() + "[" + index + "]" : "" + field;
    }
  }

  private final Map<Object, Integer> numbers = new IdentityHashMap<>();
  private final List<Object> objects = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private StateDump(Object... roots) {
    for (Object root : roots) {
      value(root);
    }
    for (int i = 0; i < objects.size(); i++) {
      text.append('\n').append(i).append(' ').append(objects.get(i).getClass().getName());
      contents(objects.get(i));
    }
  }

  static String text(Object... roots) {
    return new StateDump(roots).text.toString();
  }

  /** The places below some objects that can be overwritten. */
  static List<Slot> slots(Object... roots) {
    return new StateDump(roots).slots;
  }

  private void value(Object value) {
    text.append(' ');
    if (value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof String
        || value instanceof Enum<?>) {
      text.append(value);
    } else if (value instanceof Class<?> || value instanceof Thread) {
      text.append(value.getClass().getSimpleName());
    } else {
      text.append('#').append(numbers.computeIfAbsent(value, this::number));
    }
  }

  private int number(Object fresh) {
    objects.add(fresh);
    return objects.size() - 1;
  }

  private void contents(Object object) {
    if (object.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(object); i++) {
        slots.add(new Slot(object, null, i));
        value(Array.get(object, i));
      }
    } else if (object instanceof Collection<?> collection) {
      collection.forEach(this::value);
    } else if (object instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            value(key);
            value(value);
          });
    } else if (object.getClass().getName().startsWith("org.mmkit.")) {
      for (Class<?> at = object.getClass(); at != Object.class; at = at.getSuperclass()) {
        fields(object, at);
      }
    } else if (!(object instanceof java.util.Optional<?>)) {
      throw new IllegalStateException("what is in a " + object.getClass() + "?");
    }
  }

  private void fields(Object object, Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      field.setAccessible(true);
      text.append(' ').append(field.getName()).append('=');
      Slot slot = new Slot(object, field, 0);
      value(slot.get());
      if (!Modifier.isFinal(field.getModifiers())) {
        slots.add(slot);
      }
    }
  }
}
