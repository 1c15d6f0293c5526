// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.Objects;

/**
 * The result of one case.
 *
 * @param id its name within the stage
 * @param tier how much it counts: {@code P1}, {@code P2}, {@code P3}, {@code G}, or empty
 * @param message for a pass the certificate of a search, else empty; for others a first line that
 *     is a sentence, and under it the details such as the shortest failing sequence
 */
public record CaseRecord(String id, String tier, CaseStatus status, String message) {

  /** The tier of cases that count as a rate of agreement and fail nobody. */
  public static final String RATE_TIER = "G";

  public CaseRecord {
    Objects.requireNonNull(id);
    Objects.requireNonNull(tier);
    Objects.requireNonNull(status);
    Objects.requireNonNull(message);
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
    return status == CaseStatus.FAIL && !tier.equals(RATE_TIER);
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
