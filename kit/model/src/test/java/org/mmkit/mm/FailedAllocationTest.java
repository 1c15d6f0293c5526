// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.syscall.RemapArgs;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.VmFlags;

/** Each allocation of a call fails once: the call says so, and all is as it was. */
class FailedAllocationTest {

  /** Virtual time, in which one allocation fails. */
  private static final class Failing implements Scheduler {
    private final VirtualTime time = new VirtualTime();
    private int left = Integer.MAX_VALUE;

    @Override
    public void begin(Machine machine) {
      time.begin(machine);
    }

    @Override
    public Task pick(Task[] runnable, int count, Task current) {
      return time.pick(runnable, count, current);
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      return kind == ChoiceKind.ALLOC_FAILS && left-- == 0 ? 1 : 0;
    }
  }

  /** A call, and what must hold before it and after it fails. */
  private interface Scene {
    void set(Hands hands);

    long call(Hands hands);
  }

  /** The results of the call with its first, second, ... allocation failing, and with none. */
  private static List<String> results(Scene scene) {
    List<String> results = new ArrayList<>();
    boolean failed = true;
    for (int nth = 0; failed; nth++) {
      int fails = nth;
      Failing scheduler = new Failing();
      Lab lab = new Lab(scheduler);
      lab.run(
          hands -> {
            scene.set(hands);
            String before = content(hands);
            long brk = lab.mm().layout().brk();
            scheduler.left = fails;
            long result = scene.call(hands);
            boolean hit = scheduler.left < 0;
            scheduler.left = Integer.MAX_VALUE;
            results.add(result < 0 ? Errno.name(result) : "OK");
            if (hit) {
              assertThat(content(hands)).as("after failure %s", fails).isEqualTo(before);
              assertThat(lab.mm().layout().brk()).isEqualTo(brk);
            }
            Invariants.checkQuiescent(lab.mm());
            SystemInvariants.check(lab.kernel);
            hands.task().exit();
            SystemInvariants.check(lab.kernel);
          });
      assertThat(lab.brokenRules()).isEmpty();
      failed = scheduler.left != Integer.MAX_VALUE || !"OK".equals(results.get(nth));
    }
    return results;
  }

  /** The first bytes of the pages. */
  private static String content(Hands hands) {
    StringBuilder text = new StringBuilder();
    for (int page = 0; page < 4; page++) {
      int loaded = hands.memory().load(BASE + page * PAGE);
      text.append(loaded < 0 ? '!' : (char) Math.max('.', loaded));
    }
    return text.toString();
  }

  private static void fill(Hands hands) {
    for (int page = 0; page < 4; page++) {
      hands.memory().store(BASE + page * PAGE, 'a' + page);
    }
  }

  @Test
  void aHolePunchedIntoAMapping() {
    Scene scene =
        new Scene() {
          @Override
          public void set(Hands hands) {
            hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
            fill(hands);
          }

          @Override
          public long call(Hands hands) {
            return hands.syscalls().munmap(BASE + PAGE, PAGE);
          }
        };
    assertThat(results(scene))
        .containsExactly("ENOMEM", "ENOMEM", "ENOMEM", "ENOMEM", "ENOMEM", "ENOMEM", "OK");
  }

  @Test
  void aHolePunchedIntoADriversMapping() {
    Scene scene =
        new Scene() {
          @Override
          public void set(Hands hands) {
            ShmSegment segment = hands.syscalls().shmget(4 * PAGE);
            hands.syscalls().shmat(segment, BASE, 0);
            fill(hands);
          }

          @Override
          public long call(Hands hands) {
            return hands.syscalls().munmap(BASE + PAGE, PAGE);
          }
        };
    assertThat(results(scene)).hasSize(7).endsWith("OK").startsWith("ENOMEM");
  }

  @Test
  void aMappingReplacedInPart() {
    Scene scene =
        new Scene() {
          @Override
          public void set(Hands hands) {
            hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
            fill(hands);
          }

          @Override
          public long call(Hands hands) {
            long placed =
                hands.syscalls().mmap(BASE + PAGE, PAGE, MmapFlags.PROT_READ, ANON_FIXED, null, 0);
            return Math.min(placed, 0);
          }
        };
    assertThat(results(scene)).hasSize(8).endsWith("OK").startsWith("ENOMEM");
  }

  @Test
  void aRangeThatAMonitorWatches() {
    Scene scene =
        new Scene() {
          @Override
          public void set(Hands hands) {
            hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
            fill(hands);
            UserfaultfdCtx ctx = hands.userfaultfd().open(true, false);
            hands.userfaultfd().register(ctx, BASE, 4 * PAGE, VmFlags.VM_UFFD_MISSING);
          }

          @Override
          public long call(Hands hands) {
            return hands.syscalls().munmap(BASE, 4 * PAGE);
          }
        };
    assertThat(results(scene)).containsExactly("ENOMEM", "OK");
  }

  @Test
  void aMappingThatMovesHasMemorySetAside() {
    Scene scene =
        new Scene() {
          @Override
          public void set(Hands hands) {
            hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
            fill(hands);
          }

          @Override
          public long call(Hands hands) {
            int flags = RemapArgs.MAYMOVE | RemapArgs.FIXED;
            long to = BASE + 16 * PAGE;
            return Math.min(hands.syscalls().mremap(BASE + PAGE, PAGE, PAGE, flags, to), 0);
          }
        };
    assertThat(results(scene)).containsExactly("OK");
  }
}
