// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Defines the classes of a strategy once more, with static fields as they are at the start of a
 * JVM: the first call of a process can then be seen as often as is wanted. Only what comes from the
 * same folder or jar as the strategy is defined anew.
 */
final class ClassesAnew extends ClassLoader {
  static final String NAME = "anew";

  private final @Nullable CodeSource source;

  private ClassesAnew(Class<?> strategy) {
    super(NAME, strategy.getClassLoader());
    this.source = strategy.getProtectionDomain().getCodeSource();
  }

  /** A class of that name and bytes that nobody has used yet. */
  static <T> Class<? extends T> of(Class<T> strategy) {
    try {
      @SuppressWarnings("unchecked")
      Class<? extends T> anew =
          (Class<? extends T>) new ClassesAnew(strategy).loadClass(strategy.getName());
      return anew;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      Class<?> original = getParent().loadClass(name);
      ProtectionDomain domain = original.getProtectionDomain();
      if (source == null || !source.equals(domain.getCodeSource())) {
        return original;
      }
      byte[] bytes = bytes(original);
      return defineClass(name, bytes, 0, bytes.length, domain);
    }
  }

  private static byte[] bytes(Class<?> original) throws ClassNotFoundException {
    String resource = original.getName().replace('.', '/') + ".class";
    try (InputStream in = original.getClassLoader().getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(resource, e);
    }
  }
}
