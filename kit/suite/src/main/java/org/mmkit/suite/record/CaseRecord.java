// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of one case.
 *
 * @param id its name within the stage
 * @param tier how much it counts: {@code P1}, {@code P2}, {@code P3}, {@code G}, or empty
 * @param message for a pass the certificate of a search, else empty; for others a first line that
 *     is a sentence, and under it what else there is to say beside the findings
 * @param findings the rules that were broken in it
 */
public record CaseRecord(
    String id, String tier, CaseStatus status, String message, List<FindingRecord> findings) {

  /** The tier of cases that count as a rate of agreement and fail no strategy. */
  public static final String RATE_TIER = "G";

  public CaseRecord {
    Objects.requireNonNull(id);
    Objects.requireNonNull(tier);
    Objects.requireNonNull(status);
    Objects.requireNonNull(message);
    findings = List.copyOf(findings);
  }

  private CaseRecord(String id, String tier, CaseStatus status, String message) {
    this(id, tier, status, message, List.of());
  }

  /** The same case with the rules that were broken in it. */
  public CaseRecord withFindings(List<FindingRecord> broken) {
    return new CaseRecord(id, tier, status, message, broken);
  }

  /** A case that passed. */
  public static CaseRecord pass(String id, String tier) {
    return pass(id, tier, "");
  }

  /** A case that passed, with how far its search reached. */
  public static CaseRecord pass(String id, String tier, String certificate) {
    return new CaseRecord(id, tier, CaseStatus.PASS, certificate);
  }

  /** A case that failed. */
  public static CaseRecord fail(String id, String tier, String message) {
    return new CaseRecord(id, tier, CaseStatus.FAIL, message);
  }

  /** A case that was not run. */
  public static CaseRecord skip(String id, String tier, String reason) {
    return new CaseRecord(id, tier, CaseStatus.SKIP, reason);
  }

  /** A case that has no answer. */
  public static CaseRecord broken(String id, String tier, String message) {
    return new CaseRecord(id, tier, CaseStatus.BROKEN, message);
  }

  /** Whether this case fails the strategy. */
  public boolean failsTheStrategy() {
    boolean failed = status == CaseStatus.FAIL && !tier.equals(RATE_TIER);
    return status != CaseStatus.BROKEN && (failed || unsafe().isPresent());
  }

  /** The first broken rule that fails the strategy. */
  public Optional<FindingRecord> unsafe() {
    return findings.stream().filter(FindingRecord::isUnsafe).findFirst();
  }

  /** The first line of the message. */
  public String headline() {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** What the message says below its first line; may be empty. */
  public String details() {
    int end = message.indexOf('\n');
    return end < 0 ? "" : message.substring(end + 1);
  }
}
