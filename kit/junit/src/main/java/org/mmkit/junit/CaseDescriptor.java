// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.mmkit.suite.program.Program;

/**
 * One case. Its name is the id, so that reports of different runs can be compared; its source is
 * its line in the case file, which an IDE opens.
 */
final class CaseDescriptor extends AbstractTestDescriptor {
  private final ShippedStage stage;
  private final Program program;

  CaseDescriptor(UniqueId parent, ShippedStage stage, Program program) {
    super(
        parent.append(stage.segment(), program.id()),
        program.id() + " " + program.title(),
        ClasspathResourceSource.from(stage.resource(program), FilePosition.from(program.line())));
    this.stage = stage;
    this.program = program;
  }

  ShippedStage stage() {
    return stage;
  }

  /** Whether it runs where all cases of its stage are asked for. */
  boolean isUsual() {
    return stage.isUsual(program);
  }

  String caseId() {
    return program.id();
  }

  /** Its tier, its family, and the rules that it aims at. */
  @Override
  public Set<TestTag> getTags() {
    Set<TestTag> tags = new LinkedHashSet<>();
    tags.add(TestTag.create(program.tier().text()));
    tags.add(TestTag.create(program.id().replaceFirst("-.*", "")));
    program.aims().stream().filter(TestTag::isValid).map(TestTag::create).forEach(tags::add);
    return tags;
  }

  @Override
  public String getLegacyReportingName() {
    return program.id();
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }
}
