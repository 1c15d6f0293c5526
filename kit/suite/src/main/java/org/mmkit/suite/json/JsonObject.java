// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object with typed access to its fields, which keep their order. */
public final class JsonObject {
  private final Map<String, Object> fields;

  /** An object without fields. */
  public JsonObject() {
    this(new LinkedHashMap<>());
  }

  private JsonObject(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Reads an object.
   *
   * @throws JsonException if the text is something else
   */
  public static JsonObject parse(String text) {
    return of(JsonReader.parse(text));
  }

  private static JsonObject of(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new JsonException("JSON: no object but " + value);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((name, field) -> fields.put((String) name, field));
    return new JsonObject(fields);
  }

  /** Adds a field, of a kind that {@link Json} can write. */
  public JsonObject put(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  /** The fields, for {@link Json}. */
  public Map<String, Object> fields() {
    return fields;
  }

  /** Whether there is a field of that name that is not null. */
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  /** A string. */
  public String string(String name) {
    return field(name, String.class);
  }

  /** A whole number. */
  public long number(String name) {
    return field(name, Long.class);
  }

  /** A truth value. */
  public boolean flag(String name) {
    return field(name, Boolean.class);
  }

  /** A constant of an enum. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(string(name))) {
        return constant;
      }
    }
    throw new JsonException("JSON: no such " + name + ": " + string(name));
  }

  /** An object. */
  public JsonObject object(String name) {
    return of(field(name, Map.class));
  }

  /** A list of objects. */
  public List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : field(name, Collection.class)) {
      objects.add(of(element));
    }
    return objects;
  }

  /** A list of strings. */
  public List<String> strings(String name) {
    List<String> strings = new ArrayList<>();
    for (Object element : field(name, Collection.class)) {
      if (!(element instanceof String text)) {
        throw new JsonException("JSON: " + name + " holds something that is no string");
      }
      strings.add(text);
    }
    return strings;
  }

  /** A list of whole numbers. */
  public List<Long> numbers(String name) {
    List<Long> numbers = new ArrayList<>();
    for (Object element : field(name, Collection.class)) {
      if (!(element instanceof Long number)) {
        throw new JsonException("JSON: " + name + " holds something that is no whole number");
      }
      numbers.add(number);
    }
    return numbers;
  }

  /** This object, if its field {@code schema} is the one that the reader knows. */
  public JsonObject requireSchema(int known) {
    if (number("schema") != known) {
      throw new JsonException(
          "JSON: schema " + number("schema") + ", but this mmkit reads " + known);
    }
    return this;
  }

  private <T> T field(String name, Class<T> type) {
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw new JsonException(
          value == null
              ? "JSON: no field " + name
              : "JSON: " + name + " is no " + type.getSimpleName());
    }
    return type.cast(value);
  }
}
