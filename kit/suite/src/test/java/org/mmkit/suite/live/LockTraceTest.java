// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.host.HostExperiment;
import org.mmkit.suite.host.HostExperiment.Look;
import org.mmkit.suite.host.Unplayable;

/** What tracepoints and a second thread tell of mmap_lock. */
class LockTraceTest {
  private static final long KIB_2_MIB = 2048;
  private static final long KIB_64_MIB = 65536;

  @Test
  void aDowngradeIsALockForReadingWithinOneForWriting() {
    String lines =
        """
        ticks 2000000
        op begins
         a-1 [000] ..... 1000: mmap_lock_start_locking: mm=0a memcg_id=1 write=true
         a-1 [000] ..... 2000: mmap_lock_acquire_returned: mm=0a memcg_id=1 write=true success=true
         a-1 [000] ..... 5000: mmap_lock_acquire_returned: mm=0a memcg_id=1 write=false success=true
         a-1 [000] ..... 45000: mmap_lock_released: mm=0a memcg_id=1 write=false
        op ends 22000
        op begins
         a-1 [000] ..... 1000: mmap_lock_acquire_returned: mm=0a memcg_id=1 write=true success=true
         a-1 [000] ..... 9000: mmap_lock_released: mm=0a memcg_id=1 write=true
        op ends 4100
        """;
    assertThat(LockTrace.read(lines.lines().toList()))
        .containsExactly(new LockTrace.Held(1500, 20000), new LockTrace.Held(4000, 0));
  }

  @Test
  void munmapDowngradesAndMapFixedDoesNot() {
    LockTrace.Held munmap = LockTrace.read(run("munmap", KIB_2_MIB, 1, Look.TRACED)).get(0);
    assertThat(munmap.writeNs()).isPositive().isLessThan(munmap.readNs());
    LockTrace.Held overlay = LockTrace.read(run("overlay", KIB_2_MIB, 1, Look.TRACED)).get(0);
    assertThat(overlay.writeNs()).isPositive();
    assertThat(overlay.readNs()).isZero();
  }

  @Test
  void aSecondThreadIsTimedWithoutPrivilege() {
    for (String operation : List.of("munmap", "overlay", "brk", "mremap")) {
      Waits waits = Waits.read(run(operation, KIB_64_MIB, 1, Look.PLAIN));
      assertThat(waits.longestNs()).containsOnlyKeys("reader", "writer", "fault");
      assertThat(waits.share("writer")).matches("[0-9]+\\.[0-9]{2}");
    }
  }

  @Test
  void ofSeveralWindowsTheLeastDisturbedCounts() {
    Waits waits =
        Waits.read(
            List.of("probe reader 3 900 1000", "probe reader 5 10 1000", "probe writer 1 5 0"));
    assertThat(waits.share("reader")).isEqualTo("0.01");
    assertThat(waits.share("writer")).isEqualTo("-");
    assertThat(waits.share("fault")).isEqualTo("-");
  }

  private static List<String> run(String operation, long kib, int times, Look look) {
    try {
      return HostExperiment.run(operation, kib, times, look, () -> {});
    } catch (Unplayable why) {
      return abort("no kernel to measure: " + why.reason());
    }
  }
}
