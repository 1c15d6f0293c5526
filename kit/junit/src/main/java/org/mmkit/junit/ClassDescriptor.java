// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.List;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A class with one of the annotations; its children are the cases. */
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

  /** What its annotations ask for. */
  List<Assigned> assigned() {
    return Assigned.of(testClass);
  }

  /** Its cases of one stage. */
  List<CaseDescriptor> cases(ShippedStage stage) {
    return getChildren().stream()
        .map(CaseDescriptor.class::cast)
        .filter(one -> one.stage() == stage)
        .toList();
  }

  @Override
  public Type getType() {
    return Type.CONTAINER;
  }
}
