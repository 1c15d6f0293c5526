// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.keep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;

/**
 * Writes the fields of many objects of one class. Each class has a hidden copy of {@link Constant},
 * whose handle is a constant: the JVM compiles it to plain stores. One loop over handles that it
 * does not know takes several times as long.
 */
abstract class FieldLoop {
  static final MethodType WRITE =
      MethodType.methodType(void.class, Object.class, Object[].class, long[].class);

  private static final byte[] CLASS_FILE = classFile();

  /**
   * The loop over objects of one class.
   *
   * @param write of type {@link #WRITE}: writes the fields of one object
   */
  static FieldLoop of(MethodHandle write) {
    try {
      return (FieldLoop)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(CLASS_FILE, write, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] classFile() {
    String name = "FieldLoop$Constant.class";
    try (InputStream file = FieldLoop.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Writes to each object its references and its numbers. */
  abstract void write(Object[] objects, Object[][] references, long[][] numbers);

  /** Never used itself: it has no handle. */
  static final class Constant extends FieldLoop {
    private static final MethodHandle HANDLE = handle();

    private static MethodHandle handle() {
      try {
        return MethodHandles.classData(
            MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, MethodHandle.class);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    void write(Object[] objects, Object[][] references, long[][] numbers) {
      try {
        for (int i = 0; i < objects.length; i++) {
          HANDLE.invokeExact(objects[i], references[i], numbers[i]);
        }
      } catch (Throwable e) {
        throw new IllegalStateException("the fields of an object were not written", e);
      }
    }
  }
}
