// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** A sealed document, and what may become of it on its way. */
class SealTest {
  private static final Optional<String> NOBODY = Optional.empty();
  private static final Optional<String> WORD = Optional.of("a word that nobody else knows");

  private static final String DOCUMENT =
      new RunRecord(
              1,
              Optional.of(
                  new Provenance(
                      "aa", "bb", "cc", List.of(new Provenance.Setting("mmkit.seed", "1", "POM")))),
              List.of(new StrategyRecord("mine", "", Verdict.FAIL, List.of(), new TreeMap<>())))
          .toJson();

  @Test
  void itIsReadAsBefore() {
    assertThat(RunRecord.fromJson(Seal.on(DOCUMENT, WORD))).isEqualTo(RunRecord.fromJson(DOCUMENT));
    assertThat(Seal.on(DOCUMENT, NOBODY)).contains("  \"seal\": \"sha256:").endsWith("\"\n}\n");
  }

  @Test
  void itIsWhole() {
    assertThat(Seal.check(Seal.on(DOCUMENT, NOBODY), NOBODY)).isEqualTo(Seal.State.WHOLE);
    assertThat(Seal.check(Seal.on(DOCUMENT, WORD), WORD)).isEqualTo(Seal.State.WHOLE);
  }

  @Test
  void itWasChanged() {
    assertThat(Seal.check(Seal.on(DOCUMENT, NOBODY).replace("FAIL", "PASS"), NOBODY))
        .isEqualTo(Seal.State.BROKEN);
    assertThat(Seal.check(Seal.on(DOCUMENT, WORD).replace("FAIL", "PASS"), WORD))
        .isEqualTo(Seal.State.BROKEN);
  }

  @Test
  void itWasCut() {
    String sealed = Seal.on(DOCUMENT, NOBODY);
    for (int length = 0; length < sealed.length(); length++) {
      assertThat(Seal.check(sealed.substring(0, length), NOBODY)).isEqualTo(Seal.State.MISSING);
    }
    assertThat(Seal.check(DOCUMENT, NOBODY)).isEqualTo(Seal.State.MISSING);
    assertThat(Seal.check(sealed + " ", NOBODY)).isEqualTo(Seal.State.MISSING);
  }

  @Test
  void itAnswersAnotherQuestion() {
    assertThat(Seal.check(Seal.on(DOCUMENT, Optional.of("another word")), WORD))
        .isEqualTo(Seal.State.BROKEN);
    assertThat(Seal.check(Seal.on(DOCUMENT, NOBODY), WORD)).isEqualTo(Seal.State.WITHOUT_NONCE);
    assertThat(Seal.check(Seal.on(DOCUMENT, WORD), NOBODY)).isEqualTo(Seal.State.NEEDS_NONCE);
  }

  @Test
  void aSealWithoutTheWordDoesNotPassForOneWithIt() {
    String forged = Seal.on(DOCUMENT, NOBODY).replace("\"sha256:", "\"hmac-sha256:");
    assertThat(Seal.check(forged, WORD)).isEqualTo(Seal.State.BROKEN);
  }
}
