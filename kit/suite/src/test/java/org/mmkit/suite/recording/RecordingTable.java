// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/**
 * Prints what recordings come to with strategies: {@code my.strace my.faults exclusive merged-5.8};
 * {@code -} in the place of the faults for none.
 */
final class RecordingTable {
  private static final double PS_PER_MS = 1e9;

  private RecordingTable() {}

  public static void main(String[] args) throws IOException {
    long fromNs = System.nanoTime();
    Optional<CaseFile> faults = args[1].equals("-") ? Optional.empty() : Optional.of(file(args[1]));
    Recording recording = Recording.read("table", file(args[0]), faults);
    Coverage coverage = recording.order().coverage();
    System.out.printf(
        Locale.ROOT,
        "read in %d ms: %d tasks, %d at once; faults: %d in the log's mappings, %d in what execve"
            + " mapped, %d elsewhere%n",
        (System.nanoTime() - fromNs) / 1_000_000,
        recording.taskCount(),
        recording.tasksAtOnce(),
        coverage.inLog(),
        coverage.inImage(),
        coverage.elsewhere());
    recording.remarks().forEach(System.out::println);
    if (Boolean.getBoolean("images"))
      recording
          .order()
          .images()
          .forEach(
              i -> {
                System.out.println("image heap " + Long.toHexString(i.heap));
                i.ranges()
                    .forEach(
                        r ->
                            System.out.println(
                                "  " + Long.toHexString(r.start()) + " " + (r.length() >> 12)));
              });
    List<String> asked = Arrays.asList(args).subList(2, args.length);
    List<String> ids = asked.contains("all") ? ShippedStrategies.ids() : asked;
    for (String id : ids) {
      boolean ideal = id.equals("ideal");
      fromNs = System.nanoTime();
      Replayed one =
          new Replay(
                  recording,
                  () -> strategy(ideal ? "exclusive" : id),
                  Setup.standard(Defects.NONE, FiberKind.AUTO))
              .run(ideal ? Zap.AFTER_THE_LOCK : Zap.IN_PLACE, Long.getLong("seed", 0));
      System.out.printf(
          Locale.ROOT,
          "%-12s %s %.3f ms, %d calls %.3f ms, %d faults %.3f ms, missed %d, different %d; %d"
              + " steps, %d ms%n",
          id,
          one.measured().soundness().end(),
          one.measured().windowPs() / PS_PER_MS,
          one.calls(),
          one.inCallsPs() / PS_PER_MS,
          one.faults(),
          one.inFaultsPs() / PS_PER_MS,
          one.missed(),
          one.differentCalls(),
          one.measured().window().steps(),
          (System.nanoTime() - fromNs) / 1_000_000);
      one.different().forEach(d -> System.out.println("  " + d));
      one.measured()
          .soundness()
          .violations()
          .forEach(v -> System.out.println("  " + v.rule() + v.message()));
      if (one.measured().soundness().failure() != null)
        one.measured().soundness().failure().printStackTrace();
    }
  }

  private static UnmapStrategy strategy(String id) {
    try {
      return ShippedStrategies.byId(id).orElseThrow().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CaseFile file(String path) throws IOException {
    Path file = Path.of(path);
    return new CaseFile(file.getFileName().toString(), Files.readString(file));
  }
}
