// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.plugin.run.PlainFile;
import org.mmkit.plugin.run.Remark;
import org.mmkit.plugin.run.VerifyOutcome;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.Timeline;

/**
 * The results of a run as they lie in the folder of results.
 *
 * @param remarks on the student's classes, as sentences
 */
public record Results(RunRecord run, Timeline timeline, List<String> remarks) {

  /** All files of a run whose sources are not there. */
  public static Map<String, String> files(VerifyRequest request, VerifyOutcome outcome) {
    return files(request, outcome, Sources.none(), Beside.NOTHING);
  }

  /**
   * All files of a run: name to content.
   *
   * @param sources the student's
   * @param beside what the report shows beside the results
   */
  public static Map<String, String> files(
      VerifyRequest request, VerifyOutcome outcome, Sources sources, Beside beside) {
    Map<String, String> files = new TreeMap<>();
    List<String> remarks = outcome.remarks().stream().map(Remark::sentence).toList();
    files.put(ResultFiles.RUN, Seal.on(outcome.run().toJson(), request.origin().nonce()));
    files.put(ResultFiles.TIMELINE, outcome.timeline().toJson());
    files.put(ResultFiles.SCAN, ScanJson.write(outcome.remarks()));
    files.put(ResultFiles.ENVIRONMENT, EnvironmentJson.write(request, outcome, Instant.now()));
    files.put(
        ResultFiles.REPORT,
        HtmlReport.write(outcome.run(), outcome.timeline(), remarks, sources, beside));
    CertificateFile certificates = CertificateFile.of(request, outcome);
    if (request.asked().cases().whole() && !certificates.lines().isEmpty()) {
      files.put(ResultFiles.CERTIFICATES, certificates.write());
    }
    outcome
        .run()
        .strategies()
        .forEach(s -> files.put(JunitXml.fileName(s.id()), JunitXml.write(s)));
    return files;
  }

  /**
   * Reads the results of a run.
   *
   * @throws IOException if there are none
   * @throws org.mmkit.suite.json.JsonException if they are of another version
   */
  public static Results read(Path folder) throws IOException {
    return new Results(
        RunRecord.fromJson(read(folder, ResultFiles.RUN)),
        Timeline.fromJson(read(folder, ResultFiles.TIMELINE)),
        ScanJson.sentences(read(folder, ResultFiles.SCAN)));
  }

  private static String read(Path folder, String name) throws IOException {
    return PlainFile.text(folder.resolve(name), PlainFile.RESULT_BYTES_MAX);
  }
}
