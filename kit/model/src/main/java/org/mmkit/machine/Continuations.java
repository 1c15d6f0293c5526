// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * {@code jdk.internal.vm.Continuation} by method handles, so that one jar runs on JDKs without it.
 * A self-test says whether it can be used.
 */
final class Continuations {

  /** Why continuations cannot be used here; empty if they can. */
  static final String OBSTACLE = selfTest();

  /** What of the JDK's class is used; cannot be initialised where that is missing. */
  private static final class Jdk {
    static final MethodHandle NEW;
    static final MethodHandle RUN;
    static final MethodHandle YIELD;
    static final MethodHandle IS_DONE;
    static final Object SCOPE;

    static {
      try {
        Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
        Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        SCOPE = lookup.findConstructor(scope, methodType(void.class, String.class)).invoke("mmkit");
        NEW =
            lookup
                .findConstructor(continuation, methodType(void.class, scope, Runnable.class))
                .asType(methodType(Object.class, Object.class, Runnable.class));
        RUN =
            lookup
                .findVirtual(continuation, "run", methodType(void.class))
                .asType(methodType(void.class, Object.class));
        YIELD =
            lookup
                .findStatic(continuation, "yield", methodType(boolean.class, scope))
                .asType(methodType(boolean.class, Object.class));
        IS_DONE =
            lookup
                .findVirtual(continuation, "isDone", methodType(boolean.class))
                .asType(methodType(boolean.class, Object.class));
      } catch (Throwable e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  private Continuations() {}

  private static String obstacle(@Nullable Throwable why) {
    if (why instanceof ClassNotFoundException) {
      return "this JDK (" + Runtime.version().feature() + ") has no continuations";
    }
    if (why instanceof IllegalAccessException) {
      return "java.base does not export jdk.internal.vm; add --add-exports"
          + " java.base/jdk.internal.vm="
          + moduleName();
    }
    return "continuations have changed in this JDK: " + why;
  }

  private static String moduleName() {
    Module module = Continuations.class.getModule();
    return module.isNamed() ? module.getName() : "ALL-UNNAMED";
  }

  /** Yields inside a monitor, as strategies may, and sees whether all steps happen in order. */
  private static String selfTest() {
    StringBuilder seen = new StringBuilder();
    Object monitor = new Object();
    try {
      Object continuation =
          create(
              () -> {
                synchronized (monitor) {
                  seen.append('a');
                  yieldNow();
                  seen.append('c');
                }
              });
      run(continuation);
      seen.append('b');
      run(continuation);
      return seen.toString().equals("abc") && (boolean) Jdk.IS_DONE.invokeExact(continuation)
          ? ""
          : "continuations do not resume where they were suspended";
    } catch (ExceptionInInitializerError missing) {
      return obstacle(missing.getException());
    } catch (Throwable e) {
      return "continuations cannot be suspended inside synchronized on this JDK: " + e;
    }
  }

  static Object create(Runnable body) {
    try {
      return (Object) Jdk.NEW.invokeExact(Jdk.SCOPE, body);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  static void run(Object continuation) {
    try {
      Jdk.RUN.invokeExact(continuation);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  /** Suspends the continuation that runs. */
  static void yieldNow() {
    try {
      boolean ignored = (boolean) Jdk.YIELD.invokeExact(Jdk.SCOPE);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  private static RuntimeException propagate(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }
}
