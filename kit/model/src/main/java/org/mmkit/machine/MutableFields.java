// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The instance fields of a class: how to read them all, and how to write those not final. */
final class MutableFields {
  private static final MethodType WRITE =
      MethodType.methodType(void.class, Object.class, Object[].class, long[].class);

  private final List<Field> all = new ArrayList<>();
  private final List<Field> references = new ArrayList<>();
  private final List<Field> numbers = new ArrayList<>();
  private final MethodHandle write;

  /**
   * Looks at a class and those above it.
   *
   * @throws UnknownStateException if a field cannot be reached, or is of a type not provided for
   */
  MutableFields(Class<?> type) {
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          add(field);
        }
      }
    }
    this.write = references.isEmpty() && numbers.isEmpty() ? null : writer();
  }

  private void add(Field field) {
    Class<?> type = field.getType();
    try {
      field.setAccessible(true);
    } catch (RuntimeException closed) {
      throw new UnknownStateException(field + " cannot be reached: " + closed.getMessage());
    }
    all.add(field);
    if (Modifier.isFinal(field.getModifiers())) {
      return;
    }
    if (type == float.class || type == double.class) {
      throw new UnknownStateException(field + " is a floating-point number");
    }
    (type.isPrimitive() ? numbers : references).add(field);
  }

  private MethodHandle writer() {
    MethodHandle writer = MethodHandles.empty(WRITE);
    for (int i = 0; i < references.size(); i++) {
      MethodHandle one = MethodHandles.collectArguments(setter(references.get(i)), 1, element(i));
      writer =
          MethodHandles.foldArguments(writer, MethodHandles.dropArguments(one, 2, long[].class));
    }
    for (int i = 0; i < numbers.size(); i++) {
      MethodHandle number = number(numbers.get(i), i);
      MethodHandle one = MethodHandles.collectArguments(setter(numbers.get(i)), 1, number);
      writer =
          MethodHandles.foldArguments(writer, MethodHandles.dropArguments(one, 1, Object[].class));
    }
    return writer;
  }

  /** (Object, T)void for a reference's or number's field. */
  private static MethodHandle setter(Field field) {
    Class<?> value = field.getType().isPrimitive() ? field.getType() : Object.class;
    try {
      MethodHandle setter = MethodHandles.lookup().unreflectSetter(field);
      return setter.asType(MethodType.methodType(void.class, Object.class, value));
    } catch (IllegalAccessException e) {
      throw new UnknownStateException(field + " cannot be written");
    }
  }

  private static MethodHandle element(int index) {
    return MethodHandles.insertArguments(
        MethodHandles.arrayElementGetter(Object[].class), 1, index);
  }

  private static MethodHandle number(Field field, int index) {
    MethodHandle get =
        MethodHandles.insertArguments(MethodHandles.arrayElementGetter(long[].class), 1, index);
    return MethodHandles.explicitCastArguments(
        get, MethodType.methodType(field.getType(), long[].class));
  }

  /** Whether no field can ever change. */
  boolean areFinal() {
    return write == null;
  }

  /** What the fields of reference type hold, final or not. */
  List<Object> referents(Object object) {
    List<Object> referents = new ArrayList<>();
    for (Field field : all) {
      if (!field.getType().isPrimitive()) {
        referents.add(get(field, object));
      }
    }
    return referents;
  }

  /** The references that may change. */
  Object[] references(Object object) {
    Object[] values = new Object[references.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = get(references.get(i), object);
    }
    return values;
  }

  /** The numbers that may change. */
  long[] numbers(Object object) {
    long[] values = new long[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = asLong(get(numbers.get(i), object));
    }
    return values;
  }

  private static Object get(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new UnknownStateException(field + " cannot be read");
    }
  }

  private static long asLong(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return value instanceof Character letter ? letter : ((Number) value).longValue();
  }

  /** Writes what {@link #references} and {@link #numbers} gave. */
  void write(Object object, Object[] references, long[] numbers) {
    try {
      write.invokeExact(object, references, numbers);
    } catch (Throwable e) {
      throw new IllegalStateException("a field of " + object.getClass() + " was not written", e);
    }
  }
}
