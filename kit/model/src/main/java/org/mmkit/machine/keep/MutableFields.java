// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.keep;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The instance fields of a class: how to read them all, and how to write those not final. */
final class MutableFields {
  private static final MethodType WRITE =
      MethodType.methodType(void.class, Object.class, Object[].class, long[].class);

  private static final MethodHandle SAME = same();

  /**
   * One of each class for all checkpoints: the JVM compiles the handles of each anew, which takes
   * more time than a thousand runs.
   */
  private static final ClassValue<MutableFields> KNOWN =
      new ClassValue<>() {
        @Override
        protected MutableFields computeValue(Class<?> type) {
          return new MutableFields(type);
        }
      };

  private final List<Field> all = new ArrayList<>();
  private final List<Field> references = new ArrayList<>();
  private final List<Field> numbers = new ArrayList<>();
  private final @Nullable MethodHandle write;

  /**
   * The fields of a class and of those above it.
   *
   * @throws UnknownStateException if a field cannot be reached, or is of a type not provided for
   */
  static MutableFields of(Class<?> type) {
    return KNOWN.get(type);
  }

  private MutableFields(Class<?> type) {
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          add(field);
        }
      }
    }
    this.write = references.isEmpty() && numbers.isEmpty() ? null : writer(type);
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

  /** (T, Object[], long[])void, seen as one that takes any object: it is cast once. */
  private MethodHandle writer(Class<?> type) {
    MethodType each = WRITE.changeParameterType(0, type);
    MethodHandle writer = MethodHandles.empty(each);
    for (int i = 0; i < references.size(); i++) {
      MethodHandle one = MethodHandles.dropArguments(reference(type, i), 2, long[].class);
      writer = MethodHandles.foldArguments(writer, one);
    }
    for (int i = 0; i < numbers.size(); i++) {
      MethodHandle one = MethodHandles.dropArguments(number(type, i), 1, Object[].class);
      writer = MethodHandles.foldArguments(writer, one);
    }
    return writer.asType(WRITE);
  }

  /** (T, Object[])void that writes a reference, unless it is there: mostly it is. */
  private MethodHandle reference(Class<?> type, int index) {
    Field field = references.get(index);
    MethodHandle then =
        MethodHandles.insertArguments(MethodHandles.arrayElementGetter(Object[].class), 1, index);
    MethodHandle get = find(field, true).asType(MethodType.methodType(Object.class, type));
    MethodHandle set =
        find(field, false).asType(MethodType.methodType(void.class, type, Object.class));
    MethodHandle same =
        MethodHandles.collectArguments(MethodHandles.collectArguments(SAME, 1, then), 0, get);
    MethodHandle put = MethodHandles.collectArguments(set, 1, then);
    return MethodHandles.guardWithTest(same, MethodHandles.empty(put.type()), put);
  }

  /** (T, long[])void that writes a number. */
  private MethodHandle number(Class<?> type, int index) {
    Field field = numbers.get(index);
    MethodHandle then =
        MethodHandles.insertArguments(MethodHandles.arrayElementGetter(long[].class), 1, index);
    MethodHandle cast =
        MethodHandles.explicitCastArguments(
            then, MethodType.methodType(field.getType(), long[].class));
    MethodHandle set =
        find(field, false).asType(MethodType.methodType(void.class, type, field.getType()));
    return MethodHandles.collectArguments(set, 1, cast);
  }

  private static MethodHandle find(Field field, boolean getter) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      return getter ? lookup.unreflectGetter(field) : lookup.unreflectSetter(field);
    } catch (IllegalAccessException e) {
      throw new UnknownStateException(field + " cannot be reached");
    }
  }

  private static MethodHandle same() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              MutableFields.class,
              "same",
              MethodType.methodType(boolean.class, Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean same(Object one, Object other) {
    return one == other;
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
      Objects.requireNonNull(write).invokeExact(object, references, numbers);
    } catch (Throwable e) {
      throw new IllegalStateException("a field of " + object.getClass() + " was not written", e);
    }
  }
}
