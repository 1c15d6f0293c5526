// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.keep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of all objects that can be reached from some, to be put back again and again.
 *
 * <p>It uses the fields of classes alone and does not know what they mean, so that nothing can be
 * forgotten: every field that is not final, every element of every array and collection is kept,
 * and what it does not know how to keep it refuses. Not kept is what lies outside the objects:
 * static fields, of which the kit has none that change.
 */
public final class Checkpoint {
  private static final String OURS = "org.mmkit.";

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<Object> open = new ArrayDeque<>();
  private final List<KeptState> kept = new ArrayList<>();

  /** By kind, so that each loop calls one method. */
  private final KeptState.OfFields[] objects;

  private final KeptState.OfReferences[] references;
  private final KeptState.OfLongs[] longs;
  private final KeptState[] others;

  private Checkpoint(Collection<?> shared, Object... roots) {
    seen.addAll(shared);
    for (Object root : roots) {
      reach(root);
    }
    while (!open.isEmpty()) {
      keep(open.removeFirst());
    }
    objects = take(KeptState.OfFields.class).toArray(KeptState.OfFields[]::new);
    references = take(KeptState.OfReferences.class).toArray(KeptState.OfReferences[]::new);
    longs = take(KeptState.OfLongs.class).toArray(KeptState.OfLongs[]::new);
    others = take(KeptState.class).toArray(KeptState[]::new);
  }

  private <T> List<T> take(Class<T> kind) {
    List<T> taken = kept.stream().filter(kind::isInstance).map(kind::cast).toList();
    kept.removeAll(taken);
    return taken;
  }

  /**
   * Takes the state as it is now.
   *
   * @param shared objects that do not change, and are not looked into
   * @param roots from where to go
   * @throws UnknownStateException if the state of some object cannot be kept
   */
  public static Checkpoint of(Collection<?> shared, Object... roots) {
    return new Checkpoint(shared, roots);
  }

  /** Puts every object back. */
  public void restore() {
    for (KeptState.OfFields state : objects) {
      state.restore();
    }
    for (KeptState.OfReferences state : references) {
      state.restore();
    }
    for (KeptState.OfLongs state : longs) {
      state.restore();
    }
    for (KeptState state : others) {
      state.restore();
    }
  }

  /** Number of objects whose state is kept. */
  public int size() {
    return objects.length + references.length + longs.length + others.length;
  }

  private void reach(Object object) {
    if (object != null && !isValue(object) && seen.add(object)) {
      open.addLast(object);
    }
  }

  /** What cannot change, or belongs to the JVM. */
  private static boolean isValue(Object object) {
    return object instanceof String
        || object instanceof Number
        || object instanceof Boolean
        || object instanceof Character
        || object instanceof Enum<?>
        || object instanceof Class<?>
        || object instanceof Thread;
  }

  private void keep(Object object) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      keepArray(object);
    } else if (object instanceof Optional<?> optional) {
      optional.ifPresent(this::reach);
    } else if (object instanceof Collection<?> collection) {
      collection.forEach(this::reach);
      KeptState.of(collection).ifPresent(kept::add);
    } else if (object instanceof Map<?, ?> map) {
      map.keySet().forEach(this::reach);
      map.values().forEach(this::reach);
      KeptState.of(map).ifPresent(kept::add);
    } else if (type.getName().startsWith(OURS)) {
      keepFields(object);
    } else {
      throw new UnknownStateException("the state of " + type.getName() + " is not known");
    }
  }

  private void keepArray(Object array) {
    if (array instanceof Object[] elements) {
      Arrays.asList(elements).forEach(this::reach);
    }
    KeptState.ofArray(array).ifPresent(kept::add);
  }

  private void keepFields(Object object) {
    MutableFields fields = MutableFields.of(object.getClass());
    fields.referents(object).forEach(this::reach);
    if (!fields.areFinal()) {
      kept.add(new KeptState.OfFields(object, fields));
    }
  }
}
