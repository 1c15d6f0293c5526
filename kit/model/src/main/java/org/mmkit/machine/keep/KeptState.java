// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.keep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The state that one object had, and how to put it back. */
interface KeptState {
  Set<Class<?>> COLLECTIONS =
      Set.of(ArrayDeque.class, TreeSet.class, HashSet.class, LinkedHashSet.class);
  Set<Class<?>> MAPS = Set.of(TreeMap.class, HashMap.class, LinkedHashMap.class, EnumMap.class);

  void restore();

  /** An array's elements; nothing if it has none. */
  static Optional<KeptState> ofArray(Object array) {
    if (array instanceof long[] longs) {
      return longs.length == 0 ? Optional.empty() : Optional.of(new OfLongs(longs, longs.clone()));
    }
    if (array instanceof int[] ints) {
      return ints.length == 0 ? Optional.empty() : Optional.of(new OfInts(ints, ints.clone()));
    }
    if (array instanceof byte[] bytes) {
      return bytes.length == 0 ? Optional.empty() : Optional.of(new OfBytes(bytes, bytes.clone()));
    }
    if (array instanceof boolean[] flags) {
      return flags.length == 0 ? Optional.empty() : Optional.of(new OfFlags(flags, flags.clone()));
    }
    if (array instanceof Object[] objects) {
      return objects.length == 0
          ? Optional.empty()
          : Optional.of(new OfReferences(objects, objects.clone()));
    }
    throw new UnknownStateException("the state of " + array.getClass().getName() + " is not known");
  }

  /** A collection's elements; nothing if it cannot change. */
  @SuppressWarnings("unchecked")
  static Optional<KeptState> of(Collection<?> collection) {
    if (collection.getClass() == ArrayList.class) {
      List<Object> list = (List<Object>) collection;
      return Optional.of(new OfList(list, list.toArray()));
    }
    if (COLLECTIONS.contains(collection.getClass()) || collection instanceof EnumSet<?>) {
      return Optional.of(new OfCollection((Collection<Object>) collection, collection.toArray()));
    }
    if (collection.getClass().getName().startsWith("java.util.Collections$Unmodifiable")) {
      return Optional.of(new OfView(collection, collection.toArray()));
    }
    requireUnchangeable(collection);
    return Optional.empty();
  }

  /** A map's entries; nothing if it cannot change. */
  @SuppressWarnings("unchecked")
  static Optional<KeptState> of(Map<?, ?> map) {
    if (MAPS.contains(map.getClass())) {
      return Optional.of(
          new OfMap((Map<Object, Object>) map, map.keySet().toArray(), map.values().toArray()));
    }
    requireUnchangeable(map);
    return Optional.empty();
  }

  private static void requireUnchangeable(Object collection) {
    String name = collection.getClass().getName();
    if (!name.startsWith("java.util.ImmutableCollections$")
        && !name.startsWith("java.util.Collections$Empty")) {
      throw new UnknownStateException("the state of " + name + " is not known");
    }
  }

  /** The fields of an object of the kit that are not final. */
  final class OfFields implements KeptState {
    private final Object object;
    private final MutableFields fields;
    private final Object[] references;
    private final long[] numbers;

    OfFields(Object object, MutableFields fields) {
      this.object = object;
      this.fields = fields;
      this.references = fields.references(object);
      this.numbers = fields.numbers(object);
    }

    @Override
    public void restore() {
      fields.write(object, references, numbers);
    }
  }

  record OfLongs(long[] array, long[] then) implements KeptState {
    @Override
    public void restore() {
      System.arraycopy(then, 0, array, 0, then.length);
    }
  }

  record OfInts(int[] array, int[] then) implements KeptState {
    @Override
    public void restore() {
      System.arraycopy(then, 0, array, 0, then.length);
    }
  }

  record OfBytes(byte[] array, byte[] then) implements KeptState {
    @Override
    public void restore() {
      System.arraycopy(then, 0, array, 0, then.length);
    }
  }

  record OfFlags(boolean[] array, boolean[] then) implements KeptState {
    @Override
    public void restore() {
      System.arraycopy(then, 0, array, 0, then.length);
    }
  }

  record OfReferences(Object[] array, Object[] then) implements KeptState {
    @Override
    public void restore() {
      System.arraycopy(then, 0, array, 0, then.length);
    }
  }

  record OfList(List<Object> list, Object[] then) implements KeptState {
    @Override
    public void restore() {
      boolean same = list.size() == then.length;
      for (int i = 0; same && i < then.length; i++) {
        same = list.get(i) == then[i];
      }
      if (!same) {
        list.clear();
        list.addAll(Arrays.asList(then));
      }
    }
  }

  record OfCollection(Collection<Object> collection, Object[] then) implements KeptState {
    @Override
    public void restore() {
      if (!holds(collection, then)) {
        collection.clear();
        collection.addAll(Arrays.asList(then));
      }
    }
  }

  /** A read-only view of a collection that has no other owner, and so cannot change. */
  record OfView(Collection<?> view, Object[] then) implements KeptState {
    @Override
    public void restore() {
      if (!holds(view, then)) {
        throw new IllegalStateException(
            "a collection that was made read-only has changed: " + view);
      }
    }
  }

  private static boolean holds(Collection<?> collection, Object[] then) {
    if (collection.size() != then.length) {
      return false;
    }
    int i = 0;
    if (then.length > 0) {
      for (Object element : collection) {
        if (element != then[i++]) {
          return false;
        }
      }
    }
    return true;
  }

  record OfMap(Map<Object, Object> map, Object[] keys, Object[] values) implements KeptState {
    @Override
    public void restore() {
      if (!isSame()) {
        map.clear();
        for (int i = 0; i < keys.length; i++) {
          map.put(keys[i], values[i]);
        }
      }
    }

    private boolean isSame() {
      if (map.size() != keys.length) {
        return false;
      }
      int i = 0;
      if (keys.length > 0) {
        for (Map.Entry<Object, Object> entry : map.entrySet()) {
          if (entry.getKey() != keys[i] || entry.getValue() != values[i]) {
            return false;
          }
          i++;
        }
      }
      return true;
    }
  }
}
