// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * {@code jdk.internal.vm.Continuation} by method handles, so that one jar runs on JDKs without it.
 * A self-test says whether it can be used.
 */
final class Continuations {

  /** Why continuations cannot be used here; empty if they can. */
  static final String OBSTACLE;

  private static final MethodHandle NEW;
  private static final MethodHandle RUN;
  private static final MethodHandle YIELD;
  private static final MethodHandle IS_DONE;
  private static final Object SCOPE;

  static {
    MethodHandle create = null;
    MethodHandle run = null;
    MethodHandle yield = null;
    MethodHandle isDone = null;
    Object scope = null;
    String obstacle = "";
    try {
      Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
      Class<?> scopeClass = Class.forName("jdk.internal.vm.ContinuationScope");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      scope =
          lookup
              .findConstructor(scopeClass, MethodType.methodType(void.class, String.class))
              .invoke("mmkit");
      create =
          lookup
              .findConstructor(
                  continuation, MethodType.methodType(void.class, scopeClass, Runnable.class))
              .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
      run =
          lookup
              .findVirtual(continuation, "run", MethodType.methodType(void.class))
              .asType(MethodType.methodType(void.class, Object.class));
      yield =
          lookup
              .findStatic(continuation, "yield", MethodType.methodType(boolean.class, scopeClass))
              .asType(MethodType.methodType(boolean.class, Object.class));
      isDone =
          lookup
              .findVirtual(continuation, "isDone", MethodType.methodType(boolean.class))
              .asType(MethodType.methodType(boolean.class, Object.class));
    } catch (ClassNotFoundException e) {
      obstacle = "this JDK (" + Runtime.version().feature() + ") has no continuations";
    } catch (IllegalAccessException e) {
      obstacle =
          "java.base does not export jdk.internal.vm; add --add-exports"
              + " java.base/jdk.internal.vm="
              + moduleName();
    } catch (Throwable e) {
      obstacle = "continuations have changed in this JDK: " + e;
    }
    NEW = create;
    RUN = run;
    YIELD = yield;
    IS_DONE = isDone;
    SCOPE = scope;
    OBSTACLE = obstacle.isEmpty() ? selfTest() : obstacle;
  }

  private Continuations() {}

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
      return seen.toString().equals("abc") && (boolean) IS_DONE.invokeExact(continuation)
          ? ""
          : "continuations do not resume where they were suspended";
    } catch (Throwable e) {
      return "continuations cannot be suspended inside synchronized on this JDK: " + e;
    }
  }

  static Object create(Runnable body) {
    try {
      return (Object) NEW.invokeExact(SCOPE, body);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  static void run(Object continuation) {
    try {
      RUN.invokeExact(continuation);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  /** Suspends the continuation that runs. */
  static void yieldNow() {
    try {
      boolean ignored = (boolean) YIELD.invokeExact(SCOPE);
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
