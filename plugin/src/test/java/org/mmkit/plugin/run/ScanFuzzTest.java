// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mmkit.suite.child.KnownStrategy;

/** Class files that are changed at random: whatever they are, the scan comes to an end. */
@Timeout(300)
class ScanFuzzTest {
  private static final long SEED = 20180809;
  private static final int INPUTS = 100_000;
  private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xff, 17, 18, 20, 0xc4, 0xaa, 0xab, 0xba};

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void onlyRemarksComeOfIt() throws IOException {
    List<byte[]> seeds = seeds();
    int unreadable = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] mutant = mutant(seeds);
      try {
        ClassBytes bytes = ClassBytes.of(mutant);
        List<Remark> remarks = StudentScan.scan("X.class", bytes);
        bytes.reader().ifPresent(StrategyId::of);
        bytes.reader().ifPresent(ClassBytes::info);
        unreadable += remarks.stream().anyMatch(r -> r.kind() == Remark.Kind.UNREADABLE) ? 1 : 0;
      } catch (Throwable e) {
        fail("input " + i + " of seed " + SEED + ": " + HexFormat.of().formatHex(mutant), e);
      }
    }
    // Both ways are walked, or the test says nothing.
    assertThat(unreadable).isBetween(INPUTS / 20, INPUTS - INPUTS / 20);
  }

  private List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Class<?> type :
        List.of(
            KnownStrategy.class,
            Remark.Kind.class,
            ClassBytes.class,
            ClassInfo.class,
            StrategyId.class,
            HeardStage.class)) {
      try (InputStream in =
          type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
        seeds.add(in.readAllBytes());
      }
    }
    return seeds;
  }

  private byte[] mutant(List<byte[]> seeds) {
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
    int changes = 1 + random.nextInt(random.nextInt(8) + 1);
    for (int c = 0; c < changes && bytes.length > 0; c++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) EDGES[random.nextInt(EDGES.length)];
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
        case 3 -> bytes = Arrays.copyOf(bytes, random.nextInt(8) == 0 ? at : bytes.length);
        case 4 -> copy(bytes, at);
        default -> bytes[at] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }

  private void copy(byte[] bytes, int at) {
    int from = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(16), bytes.length - Math.max(at, from));
    System.arraycopy(bytes, from, bytes, at, length);
  }
}
