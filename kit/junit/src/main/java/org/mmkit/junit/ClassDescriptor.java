// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A class with {@link Conformance}; its children are the cases. */
final class ClassDescriptor extends AbstractTestDescriptor {
  static final String SEGMENT = "class";

  private final Class<?> testClass;

  ClassDescriptor(UniqueId parent, Class<?> testClass) {
    super(
        parent.append(SEGMENT, testClass.getName()),
        testClass.getSimpleName(),
        ClassSource.from(testClass));
    this.testClass = testClass;
  }

  Conformance annotation() {
    return testClass.getAnnotation(Conformance.class);
  }

  Class<?> testClass() {
    return testClass;
  }

  @Override
  public Type getType() {
    return Type.CONTAINER;
  }
}
