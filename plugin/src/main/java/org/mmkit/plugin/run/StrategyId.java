// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the id that the annotation {@code @Strategy} of a class file gives. */
final class StrategyId extends ClassVisitor {
  private static final String ANNOTATION = "Lorg/mmkit/unmap/Strategy;";

  private @Nullable String id;

  private StrategyId() {
    super(Opcodes.ASM9);
  }

  static Optional<String> of(ClassReader reader) {
    StrategyId visitor = new StrategyId();
    ClassBytes.accept(reader, visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    return Optional.ofNullable(visitor.id);
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    if (!descriptor.equals(ANNOTATION)) {
      return null;
    }
    return new AnnotationVisitor(Opcodes.ASM9) {
      @Override
      public void visit(String name, Object value) {
        if (name.equals("id") && value instanceof String given) {
          id = given;
        }
      }
    };
  }
}
