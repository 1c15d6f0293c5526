// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/** A strategy cannot have its cases skipped by throwing what only the kit throws. */
class NotModelledTest {

  /** Throws one that nobody constructed. */
  static final class Throws implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      throw forged();
    }
  }

  /** Throws it before any task runs. */
  static final class ThrowsEarly implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      return 0;
    }

    @Override
    public CompanionPaths companions(CompanionPaths standard) {
      throw forged();
    }
  }

  private static NotModelled forged() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field field = unsafe.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (NotModelled)
          unsafe
              .getMethod("allocateInstance", Class.class)
              .invoke(field.get(null), NotModelled.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "conformance, MUN-001",
    "race, read",
    "explore, a01-read",
    "hold, undisturbed",
    "fuzz, programs"
  })
  void aForgedOneIsWhatTheStrategyThrew(String stage, String id) {
    assertThat(statuses(stage, id, Throws::new)).containsExactly(CaseStatus.BROKEN);
  }

  @ParameterizedTest
  @CsvSource({"conformance, MUN-001", "race, read", "explore, a01-read", "fuzz, programs"})
  void alsoWhereTheStrategyIsMade(String stage, String id) {
    assertThat(statuses(stage, id, ThrowsEarly::new)).containsExactly(CaseStatus.BROKEN);
  }

  private static List<CaseStatus> statuses(
      String stage, String id, Supplier<UnmapStrategy> factory) {
    Subject subject = new Subject(StrategyInfo.of(factory.get().getClass(), false), factory);
    StageRun run = StageRun.of(stage, StageRun.request(subject, 20, stage + "/" + id, List.of()));
    return run.cases().stream().map(one -> one.status()).toList();
  }

  @Test
  void itIsNotReadFromBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new NotModelled("anything"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThatThrownBy(in::readObject).isInstanceOf(InvalidObjectException.class);
    }
  }
}
