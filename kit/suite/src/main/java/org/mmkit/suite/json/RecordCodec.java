// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON objects, by their components, so that a field is written down once: in its
 * record.
 *
 * <p>A field has the name of its component in snake case: {@code fromNs} is {@code from_ns}. A
 * component is a record, an enum, a string, an {@code int}, a {@code long}, a {@code boolean}, or
 * an {@code Optional}, {@code OptionalInt}, {@code List}, {@code Set}, {@code SortedSet}, {@code
 * Map} or {@code SortedMap} (with strings as keys) of these. What is empty in an {@code Optional}
 * has no field. A record of a sealed interface has a field {@code kind}, its simple name. A reader
 * ignores fields that it does not know.
 */
public final class RecordCodec {
  /** The field that says which record of a sealed interface it is. */
  static final String KIND = "kind";

  /** Nothing is nested deeper: neither what is written nor what is read. */
  static final int DEPTH_MAX = 64;

  private static final String SCHEMA = "schema";

  private RecordCodec() {}

  /** The JSON text of a record, in one line. */
  public static String write(Record value) {
    return Json.compact(tree(value));
  }

  /** The fields of a record, for {@link Json}; the caller may add some. */
  public static Map<String, Object> tree(Record value) {
    return new RecordWriter().fields(value);
  }

  /**
   * Reads a record, or one of the records of a sealed interface.
   *
   * @throws JsonException if the text is something else; the message names the field
   */
  public static <T> T read(String text, Class<T> type) {
    return read(JsonReader.parse(text), type);
  }

  /**
   * Reads a record whose strings others wrote.
   *
   * @param strings what becomes of each string
   * @throws JsonException if the text is something else; the message names the field
   */
  public static <T> T read(String text, Class<T> type, UnaryOperator<String> strings) {
    return type.cast(new RecordReader(strings).value(JsonReader.parse(text), type));
  }

  /**
   * Reads a record from what {@link #tree} made, or a part of it.
   *
   * @throws JsonException if the tree is something else; the message names the field
   */
  public static <T> T read(@Nullable Object tree, Class<T> type) {
    return type.cast(new RecordReader(UnaryOperator.identity()).value(tree, type));
  }

  /**
   * A file: the fields of a record behind the version of their form, in several lines.
   *
   * @param schema the version
   */
  public static String document(int schema, Record value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(SCHEMA, schema);
    fields.putAll(tree(value));
    return Json.pretty(fields);
  }

  /**
   * Reads a file.
   *
   * @param schema the version that the reader knows
   * @throws JsonException if the file is of another version, or something else
   */
  public static <T> T readDocument(String text, int schema, Class<T> type) {
    Object tree = JsonReader.parse(text);
    Object found = tree instanceof Map<?, ?> fields ? fields.get(SCHEMA) : null;
    if (!Long.valueOf(schema).equals(found)) {
      throw new JsonException(
          found == null
              ? "JSON: schema: missing"
              : "JSON: schema " + found + ", but this mmkit reads " + schema);
    }
    return read(tree, type);
  }

  /** The name of a component's field. */
  static String nameOf(RecordComponent component) {
    JsonField field = component.getAnnotation(JsonField.class);
    return field == null || field.name().isEmpty()
        ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
        : field.name();
  }

  static boolean isLowerCase(RecordComponent component) {
    JsonField field = component.getAnnotation(JsonField.class);
    return field != null && field.lowerCase();
  }

  static boolean isInline(RecordComponent component) {
    JsonField field = component.getAnnotation(JsonField.class);
    return field != null && field.inline();
  }

  /** Whether a type is an interface whose records are told apart by their kind. */
  static boolean hasKinds(Class<?> type) {
    return type.isInterface() && type.isSealed();
  }

  static boolean isOfAKind(Class<?> record) {
    return Stream.of(record.getInterfaces()).anyMatch(RecordCodec::hasKinds);
  }
}
