// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/**
 * One case. Its name is the id, so that reports of different runs can be compared; its source is
 * its line in the case file, which an IDE opens.
 */
final class CaseDescriptor extends AbstractTestDescriptor {
  static final String SEGMENT = "case";

  private final Program program;

  CaseDescriptor(UniqueId parent, Program program) {
    super(
        parent.append(SEGMENT, program.id()),
        program.id() + " " + program.title(),
        ClasspathResourceSource.from(
            Cases.FOLDER + program.file(), FilePosition.from(program.line())));
    this.program = program;
  }

  String caseId() {
    return program.id();
  }

  @Override
  public Set<TestTag> getTags() {
    Set<TestTag> tags = new LinkedHashSet<>();
    tags.add(TestTag.create(program.tier().text()));
    tags.add(TestTag.create(program.id().replaceFirst("-.*", "")));
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
