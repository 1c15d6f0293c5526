// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.mmkit.plugin.report.CertificateFile;
import org.mmkit.plugin.report.ProgressLog;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.CaseFiles;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.Journal;
import org.mmkit.plugin.run.Verification;
import org.mmkit.plugin.run.VerifyOutcome;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Part;

/** Searches again what a file says, and compares. */
record CertificateCall(JudgingMojo mojo, File file, List<File> cases) {
  private static final long BYTES_MAX = 16L << 20;

  void run() {
    CertificateFile said = CertificateFile.parse(file.getName(), text());
    long seed = Whole.number("mmkit.seed", mojo.seed);
    if (seed != JudgeRequest.Search.DEFAULT_SEED && seed != said.seed()) {
      throw new InputException(
          "mmkit.seed=" + seed + " is not the seed of " + file.getName() + ": remove it.");
    }
    VerifyRequest request =
        Requests.of(
            mojo,
            said.lines().stream().map(CertificateFile.Line::strategy).distinct().toList(),
            mojo.asked(
                List.of("explore"),
                new JudgeRequest.Selection(
                    new CaseGlob(names(said)),
                    CaseFiles.read(cases.stream().map(File::toPath).toList()),
                    true),
                new JudgeRequest.Search(said.seed(), said.budget()),
                JudgeRequest.Goal.NONE));
    try (ResultFiles files = ResultFiles.open(request.outputDirectory())) {
      ProgressLog progress = ProgressLog.quiet(mojo.getLog()::info, mojo.getLog()::warn);
      VerifyOutcome outcome =
          new Verification(request, progress, files.scratch())
              .run(new Part(1, 1), Journal.none())
              .complete(progress);
      said.requireSame(file.getName(), CertificateFile.of(request, outcome));
    }
    mojo.getLog()
        .info(
            "mmkit: "
                + (said.lines().size() == 1
                    ? "the certificate of " + file.getName() + " holds"
                    : said.lines().size() + " certificates of " + file.getName() + " hold"));
  }

  private static String names(CertificateFile said) {
    return said.lines().stream()
        .map(line -> "explore/" + line.caseId())
        .distinct()
        .collect(Collectors.joining(","));
  }

  private String text() {
    if (!file.isFile() || file.length() > BYTES_MAX) {
      throw new InputException(
          file + " is no file of certificates (mmkit.certificate). mmkit:explore writes one.");
    }
    try {
      return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read (" + e.getMessage() + ").");
    }
  }
}
