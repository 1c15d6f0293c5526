// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a record of a tree. */
final class RecordReader {
  private final Deque<String> path = new ArrayDeque<>();
  private final UnaryOperator<String> text;

  /**
   * @param text what becomes of each string
   */
  RecordReader(UnaryOperator<String> text) {
    this.text = text;
  }

  /** Reads a field or an element below where the reader is. */
  private Object below(String step, @Nullable Object tree, Type type) {
    path.addLast(step);
    if (path.size() > RecordCodec.DEPTH_MAX) {
      throw error("nested deeper than " + RecordCodec.DEPTH_MAX);
    }
    Object value = value(tree, type);
    path.removeLast();
    return value;
  }

  Object value(@Nullable Object tree, Type type) {
    if (type instanceof ParameterizedType generic) {
      return container(tree, (Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    Class<?> plain = (Class<?>) type;
    if (plain == OptionalInt.class) {
      return tree == null ? OptionalInt.empty() : OptionalInt.of(whole(tree));
    }
    if (plain == int.class || plain == Integer.class) {
      return whole(tree);
    }
    if (plain == long.class || plain == Long.class) {
      return is(Long.class, tree, "whole number");
    }
    if (plain == boolean.class) {
      return is(Boolean.class, tree, "truth value");
    }
    if (plain == String.class) {
      return text.apply(is(String.class, tree, "string"));
    }
    if (plain.isEnum()) {
      return constant(tree, plain);
    }
    Map<?, ?> fields = is(Map.class, tree, "object");
    return record(fields, RecordCodec.hasKinds(plain) ? kind(fields, plain) : plain);
  }

  private Object container(@Nullable Object tree, Class<?> raw, Type[] of) {
    if (raw == Optional.class) {
      return Optional.ofNullable(tree).map(present -> value(present, of[0]));
    }
    if (raw == Map.class || raw == SortedMap.class) {
      Map<String, Object> map = raw == Map.class ? new LinkedHashMap<>() : new TreeMap<>();
      Map<?, ?> fields = is(Map.class, tree, "object");
      fields.forEach(
          (name, field) -> map.put(text.apply((String) name), below("." + name, field, of[1])));
      return map;
    }
    Collection<Object> elements = empty(raw);
    int i = 0;
    for (Object element : is(Collection.class, tree, "list")) {
      elements.add(below("[" + i++ + "]", element, of[0]));
    }
    return elements;
  }

  private Collection<Object> empty(Class<?> raw) {
    if (raw == SortedSet.class) {
      return new TreeSet<>();
    }
    if (raw == Set.class) {
      return new LinkedHashSet<>();
    }
    if (raw == List.class) {
      return new ArrayList<>();
    }
    throw new IllegalArgumentException("no JSON for " + raw.getName());
  }

  private int whole(@Nullable Object tree) {
    long number = is(Long.class, tree, "whole number");
    if (number != (int) number) {
      throw error("too large: " + number);
    }
    return (int) number;
  }

  private <T> T is(Class<T> type, @Nullable Object tree, String words) {
    if (!type.isInstance(tree)) {
      throw error(tree == null ? "missing" : "no " + words);
    }
    return type.cast(tree);
  }

  private Object constant(@Nullable Object tree, Class<?> type) {
    String name = is(String.class, tree, "string");
    return Stream.of(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> error("no such " + type.getSimpleName() + ": " + name));
  }

  private Class<?> kind(Map<?, ?> fields, Class<?> type) {
    Object name = fields.get(RecordCodec.KIND);
    return Stream.of(type.getPermittedSubclasses())
        .filter(permitted -> permitted.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() -> error("no such " + type.getSimpleName() + ": " + name));
  }

  private Object record(Map<?, ?> fields, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException("no JSON for " + type.getName());
    }
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = RecordCodec.nameOf(components[i]);
      values[i] =
          RecordCodec.isInline(components[i])
              ? record(fields, components[i].getType())
              : below("." + name, fields.get(name), components[i].getGenericType());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw error("no " + type.getSimpleName() + ": " + e.getTargetException().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    }
  }

  private JsonException error(String found) {
    String where = String.join("", path);
    return new JsonException("JSON: " + (where.isEmpty() ? "" : where.substring(1) + ": ") + found);
  }
}
