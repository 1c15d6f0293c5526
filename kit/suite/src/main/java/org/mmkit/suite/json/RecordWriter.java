// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the tree of a record. */
final class RecordWriter {
  private int depth;

  Map<String, Object> fields(Record value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (RecordCodec.isOfAKind(value.getClass())) {
      fields.put(RecordCodec.KIND, value.getClass().getSimpleName());
    }
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object field = present(get(component.getAccessor(), value));
      if (field != null) {
        put(fields, component, tree(field));
      }
    }
    Stream.of(value.getClass().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonDerived.class))
        .sorted(Comparator.comparing(Method::getName))
        .forEach(method -> fields.put(method.getName(), tree(get(method, value))));
    return fields;
  }

  private static void put(Map<String, Object> fields, RecordComponent component, Object tree) {
    if (RecordCodec.isInline(component)) {
      ((Map<?, ?>) tree).forEach((name, inner) -> fields.put((String) name, inner));
    } else {
      String name = RecordCodec.nameOf(component);
      boolean small = RecordCodec.isLowerCase(component);
      fields.put(name, small ? ((String) tree).toLowerCase(Locale.ROOT) : tree);
    }
  }

  private static Object get(Method accessor, Record value) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot call " + accessor, e);
    }
  }

  /** What is in an {@code Optional}; null for nothing. */
  private static @Nullable Object present(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? optional.getAsInt() : null;
    }
    return value;
  }

  private Object tree(Object value) {
    if (++depth > RecordCodec.DEPTH_MAX) {
      throw new IllegalArgumentException("nested deeper than " + RecordCodec.DEPTH_MAX);
    }
    Object tree = bounded(value);
    depth--;
    return tree;
  }

  private Object bounded(Object value) {
    if (value instanceof Record record) {
      return fields(record);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Collection<?> elements) {
      List<Object> trees = new ArrayList<>();
      elements.forEach(element -> trees.add(tree(element)));
      return trees;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> trees = new LinkedHashMap<>();
      map.forEach((name, element) -> trees.put((String) name, tree(element)));
      return trees;
    }
    return value;
  }
}
