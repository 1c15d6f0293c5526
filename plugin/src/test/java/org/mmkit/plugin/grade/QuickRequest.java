// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mmkit.machine.FiberKind;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Stage;
import org.mmkit.unmap.UnmapStrategy;

/** Asks for a few cases of three stages. */
final class QuickRequest {
  /** Runs are short here, so that to compile well would take longer than to run. */
  private static final String FLAGS = "-XX:TieredStopAtLevel=1";

  private QuickRequest() {}

  static VerifyRequest of(Path root, String cases, int secondsMax) throws Exception {
    JudgeRequest asked =
        new JudgeRequest(
            List.of("conformance", "race", "hold"),
            JudgeRequest.Selection.QUICK.withGlob(cases),
            new JudgeRequest.Search(42).withBudget(20),
            FiberKind.AUTO,
            List.of(),
            JudgeRequest.Goal.NONE,
            JudgeRequest.Perf.SMOKE,
            secondsMax);
    return new VerifyRequest(
        asked,
        List.of(),
        new VerifyRequest.JvmWish("auto", Optional.empty(), FLAGS, 2),
        root.resolve("unused"),
        new VerifyRequest.Answer(true, false),
        new VerifyRequest.StudentCode(root.resolve("none"), List.of()),
        new VerifyRequest.KitJars(
            List.of(classes(UnmapStrategy.class), classes(Stage.class)), "test"),
        "3",
        0,
        VerifyRequest.Origin.NONE);
  }

  private static Path classes(Class<?> type) throws URISyntaxException {
    String modules = System.getProperty("mmkit.test.modules");
    return modules == null
        ? Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
        : Path.of(modules, type == Stage.class ? "suite" : "model");
  }
}
