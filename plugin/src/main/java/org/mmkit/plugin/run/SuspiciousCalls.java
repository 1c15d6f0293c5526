// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.List;
import java.util.Optional;
import org.mmkit.plugin.run.Remark.Kind;

/** The calls that break determinism or exclusion, by their owner and name. */
final class SuspiciousCalls {

  /**
   * @param owner the class, or the start of its name if it ends in a slash or a star
   * @param names methods with bars between them, or a star for all
   */
  private record Pattern(Kind kind, String owner, String names) {

    boolean fits(String calledOwner, String calledName) {
      boolean ownerFits =
          owner.endsWith("*") || owner.endsWith("/")
              ? calledOwner.startsWith(owner.replace("*", ""))
              : calledOwner.equals(owner);
      return ownerFits && (names.equals("*") || List.of(names.split("\\|")).contains(calledName));
    }
  }

  /** The first that fits counts. */
  private static final List<Pattern> PATTERNS =
      List.of(
          new Pattern(Kind.CALLER, "*", "getStackTrace|printStackTrace|getAllStackTraces"),
          new Pattern(Kind.CALLER, "java/lang/StackWalker", "*"),
          new Pattern(Kind.CLOCK, "java/lang/System", "nanoTime|currentTimeMillis"),
          new Pattern(
              Kind.CLOCK, "java/time/", "now|system|systemUTC|systemDefaultZone|millis|tick"),
          new Pattern(Kind.CLOCK, "java/util/Date", "<init>"),
          new Pattern(Kind.CLOCK, "java/util/Calendar", "getInstance"),
          new Pattern(Kind.RANDOM, "java/lang/Math", "random"),
          new Pattern(Kind.RANDOM, "java/lang/System", "identityHashCode"),
          new Pattern(Kind.RANDOM, "java/util/Random", "*"),
          new Pattern(Kind.RANDOM, "java/util/random/", "*"),
          new Pattern(Kind.RANDOM, "java/util/SplittableRandom", "*"),
          new Pattern(Kind.RANDOM, "java/util/concurrent/ThreadLocalRandom", "*"),
          new Pattern(Kind.RANDOM, "java/security/SecureRandom", "*"),
          new Pattern(Kind.RANDOM, "java/util/UUID", "randomUUID"),
          new Pattern(Kind.EXIT, "java/lang/System", "exit"),
          new Pattern(Kind.EXIT, "java/lang/Runtime", "exit|halt"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/lang/Runtime", "exec|addShutdownHook"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/lang/ProcessBuilder", "*"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/lang/ProcessHandle", "*"),
          new Pattern(
              Kind.OUTSIDE_WORLD,
              "java/lang/System",
              "getenv|getProperty|setProperty|setOut|setErr|setIn|console"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/io/File*", "*"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/io/RandomAccessFile", "*"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/nio/file/", "*"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/nio/channels/", "*"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/net/", "*"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/io/Object*", "*"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/lang/Integer", "getInteger"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/lang/Long", "getLong"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/lang/Boolean", "getBoolean"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/util/Locale", "getDefault"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/util/TimeZone", "getDefault"),
          new Pattern(
              Kind.OUTSIDE_WORLD,
              "java/lang/Runtime",
              "availableProcessors|freeMemory|totalMemory|maxMemory|version"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/lang/management/", "*"),
          new Pattern(Kind.OUTSIDE_WORLD, "java/lang/ref/", "*"),
          new Pattern(Kind.REFLECTION, "java/lang/System", "load|loadLibrary"),
          new Pattern(Kind.REFLECTION, "java/lang/reflect/", "*"),
          new Pattern(Kind.REFLECTION, "java/lang/invoke/MethodHandle*", "*"),
          new Pattern(Kind.REFLECTION, "java/lang/invoke/VarHandle", "*"),
          new Pattern(Kind.REFLECTION, "java/lang/ClassLoader", "*"),
          new Pattern(
              Kind.REFLECTION,
              "java/lang/Class",
              "forName|newInstance|getMethod|getMethods|getField|getFields|getConstructor"
                  + "|getConstructors|getDeclaredMethod|getDeclaredMethods|getDeclaredField"
                  + "|getDeclaredFields|getDeclaredConstructor|getDeclaredConstructors|getModule"),
          new Pattern(Kind.REFLECTION, "sun/", "*"),
          new Pattern(Kind.REFLECTION, "com/sun/", "*"),
          new Pattern(Kind.REFLECTION, "java/lang/Module*", "*"),
          new Pattern(Kind.REFLECTION, "java/lang/instrument/", "*"),
          new Pattern(Kind.REFLECTION, "java/util/ServiceLoader", "*"),
          new Pattern(Kind.REFLECTION, "jdk/internal/", "*"),
          new Pattern(Kind.MONITOR, "java/lang/Object", "wait|notify|notifyAll"),
          new Pattern(Kind.LOCK, "java/util/concurrent/locks/", "*"),
          new Pattern(Kind.LOCK, "java/util/concurrent/Semaphore", "*"),
          new Pattern(Kind.LOCK, "java/util/concurrent/CountDownLatch", "*"),
          new Pattern(Kind.LOCK, "java/util/concurrent/CyclicBarrier", "*"),
          new Pattern(Kind.LOCK, "java/util/concurrent/Phaser", "*"),
          new Pattern(Kind.LOCK, "java/util/concurrent/Exchanger", "*"),
          new Pattern(Kind.THREAD_LOCAL, "java/lang/ThreadLocal", "*"),
          new Pattern(Kind.THREAD_LOCAL, "java/lang/InheritableThreadLocal", "*"),
          new Pattern(Kind.THREAD, "java/lang/Thread*", "*"),
          new Pattern(Kind.THREAD, "java/util/Timer", "*"),
          new Pattern(Kind.THREAD, "java/util/concurrent/Executor*", "*"),
          new Pattern(Kind.THREAD, "java/util/concurrent/ScheduledThread*", "*"),
          new Pattern(Kind.THREAD, "java/util/concurrent/ThreadPool*", "*"),
          new Pattern(Kind.THREAD, "java/util/concurrent/ForkJoin*", "*"),
          new Pattern(Kind.THREAD, "java/util/concurrent/CompletableFuture", "*"),
          new Pattern(Kind.THREAD, "java/util/stream/", "parallel"),
          new Pattern(Kind.THREAD, "java/util/", "parallelStream"));

  private SuspiciousCalls() {}

  /** What is wrong with a call, if anything is. */
  static Optional<Kind> kindOf(String owner, String name) {
    return PATTERNS.stream().filter(p -> p.fits(owner, name)).map(Pattern::kind).findFirst();
  }
}
