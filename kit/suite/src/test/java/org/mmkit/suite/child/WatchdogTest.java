// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mmkit.suite.child.Watchdog.Moment;

/** When a run makes no progress, and when it is the machine that makes none. */
class WatchdogTest {
  private static final long LIMIT = 60;

  private static boolean isOver(long wall, long cpu, boolean wantsCpu) {
    return new Moment(wall, cpu).isOver(LIMIT, new Moment(0, 0), () -> wantsCpu);
  }

  @Test
  void whoWorksIsStoppedByTheTimeOfItsWork() {
    assertThat(isOver(61, 61, true)).isTrue();
    assertThat(isOver(600, 61, true)).isTrue();
    assertThat(isOver(600, 59, true)).isFalse();
    assertThat(isOver(59, 59, true)).isFalse();
  }

  @Test
  void whoWaitsIsStoppedByTheClock() {
    assertThat(isOver(61, 0, false)).isTrue();
    assertThat(isOver(59, 0, false)).isFalse();
  }

  @Test
  void whoIsNotLetRunIsNotStopped() {
    assertThat(isOver(61, 0, true)).isFalse();
    assertThat(isOver(100_000, 1, true)).isFalse();
  }

  /** After a moment in which the thread comes to where it stays. */
  private static boolean wantsCpu(Runnable body) throws InterruptedException {
    Thread thread = new Thread(body);
    thread.setDaemon(true);
    thread.start();
    Thread.sleep(500);
    boolean wants = Watchdog.wantsCpu(Map.of(thread, thread.getStackTrace()));
    thread.interrupt();
    return wants;
  }

  @Test
  @Timeout(60)
  void whoSpinsWantsTheCpuAndWhoSleepsOrReadsDoesNot() throws Exception {
    assertThat(wantsCpu(WatchdogTest::spin)).isTrue();
    assertThat(wantsCpu(LockSupport::park)).isFalse();
    InputStream empty = Channels.newInputStream(Pipe.open().source());
    assertThat(wantsCpu(() -> read(empty))).isFalse();
  }

  private static void spin() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  private static void read(InputStream in) {
    try {
      in.read();
    } catch (IOException e) {
      // The test is over.
    }
  }
}
