// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import static org.mmkit.suite.anchor.Anchor.Fit.CHECKED;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.StageRun;

/** What a second thread waits while the first unmaps 256 MiB, on the guest with two CPUs. */
final class WaitAnchors {
  private static final long BYTES = 256 * Duel.MIB;
  private static final long MANY_SECTIONS = 2048 * Duel.MIB;
  private static final String SOURCE = "own program, medians of 5 windows";
  private static final double FACTOR = 1.5;
  private static final double US_PER_MS = 1000;

  private WaitAnchors() {}

  static List<Anchor> all() {
    List<Anchor> anchors = new ArrayList<>();
    longest(anchors, "munmap", "mmap and munmap", 20.926, Duel.munmap(BYTES), Duel.MAPPER);
    longest(anchors, "MAP_FIXED", "mincore", 20.760, Duel.mapFixed(BYTES), Duel.READER);
    longest(anchors, "MAP_FIXED", "mmap and munmap", 20.183, Duel.mapFixed(BYTES), Duel.MAPPER);
    anchors.addAll(dontNeed());
    fault(anchors, "munmap", 4.9, Duel.munmap(BYTES));
    fault(anchors, "MAP_FIXED", 4.9, Duel.mapFixed(BYTES));
    anchors.addAll(mapperBesideSections());
    anchors.add(behindWriter("merged-5.8", 0.9, 1.1));
    anchors.add(behindWriter("pervma-6.4", 0, 0.001));
    return anchors;
  }

  private static void longest(
      List<Anchor> anchors,
      String unmapper,
      String second,
      double realMs,
      Duel.Doing unmapping,
      Duel.Doing doing) {
    double model = Duel.of(GuestAnchors.STAND, BYTES, unmapping, doing).us(1) / US_PER_MS;
    anchors.add(
        new Anchor(
            "longest " + second + " beside " + unmapper + ", ms",
            realMs,
            SOURCE,
            model,
            CHECKED,
            realMs / FACTOR,
            realMs * FACTOR));
  }

  /** Madvise takes no mmap_lock; the longest wait is the host's, and the model has none. */
  private static List<Anchor> dontNeed() {
    Duel duel = Duel.of(GuestAnchors.STAND, BYTES, Duel.dontNeed(BYTES), Duel.MAPPER);
    double halfUs = 13.9;
    double longestMs = 1.905;
    return List.of(
        new Anchor(
            "half of mmap and munmap beside DONTNEED, then munmap, µs",
            halfUs,
            SOURCE,
            duel.us(0.5),
            CHECKED,
            halfUs / FACTOR,
            halfUs * FACTOR),
        new Anchor(
            "longest mmap and munmap beside DONTNEED, then munmap, ms",
            longestMs,
            SOURCE + "; 1.4 ms beside nothing: a guest waits for its host, which the model lacks",
            duel.us(1) / US_PER_MS,
            CHECKED,
            0,
            longestMs * FACTOR));
  }

  private static void fault(
      List<Anchor> anchors, String unmapper, double realUs, Duel.Doing unmapping) {
    double model = Duel.of(GuestAnchors.STAND, BYTES, unmapping, Duel.fault()).us(0.99);
    anchors.add(
        new Anchor(
            "99 % of faults under VMA locks beside " + unmapper + ", µs",
            realUs,
            SOURCE,
            model,
            CHECKED,
            0,
            realUs * FACTOR));
  }

  private static List<Anchor> mapperBesideSections() {
    Duel duel =
        Duel.of(
            GuestAnchors.STAND, MANY_SECTIONS, Duel.sections(MANY_SECTIONS, false), Duel.MAPPER);
    return List.of(
        new Anchor(
            "half of mmap and munmap beside munmap by 2 MiB, µs",
            3.2,
            SOURCE,
            duel.us(0.5),
            CHECKED,
            0,
            10),
        new Anchor(
            "99 % of mmap and munmap beside munmap by 2 MiB, ms",
            11.8, SOURCE, duel.us(0.99) / US_PER_MS, CHECKED, 4, 30));
  }

  /** The wait of a fault that comes after a queued writer, as a share of the zap. */
  private static Anchor behindWriter(String strategy, double least, double most) {
    double wait = hold(strategy, "fault-behind-a-writer", "fault_behind_writer_wait_ns");
    double rest = 0.9 * hold(strategy, "undisturbed", "total_ns");
    return Anchor.predicted(
        "fault behind a queued writer, `" + strategy + "`, 80 GiB: its wait ÷ the rest of the zap",
        least > 0 ? "new readers stand behind a writer" : "a fault takes no mmap_lock",
        wait / rest,
        least,
        most);
  }

  private static double hold(String strategy, String caseId, String measure) {
    StageRun run = StageRun.of("hold", strategy, 1, "hold/" + caseId);
    return run.result().measures().get(measure);
  }
}
