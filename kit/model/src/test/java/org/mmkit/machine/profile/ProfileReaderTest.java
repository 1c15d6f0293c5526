// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.mm.MmCost;

class ProfileReaderTest {

  private static final String TEXT = ShippedProfiles.text("2s-40t-v4.15.profile");

  private static MachineProfile read(String text) {
    return MachineProfile.read("my.profile", text);
  }

  @Test
  void readsWhatIsShipped() {
    MachineProfile profile = read(TEXT);
    assertThat(profile.cpus()).isEqualTo(40);
    assertThat(profile.hardware().socketOf(19)).isZero();
    assertThat(profile.hardware().socketOf(20)).isEqualTo(1);
    assertThat(profile.policy()).isEqualTo("4.18");
    assertThat(profile.picoseconds(MmCost.ZAP_PTE)).isEqualTo(118_500);
    assertThat(profile.figure("ZAP_PTE").basis()).isEqualTo(Basis.FITTED);
  }

  /** Each takes the place of the line that begins with the same key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "zap_pte_ns = -1 | fitted | me~ zap_pte_ns is negative: -1",
        "zap_pte_ns = 0 | fitted | me~ zap_pte_ns = 0 is absurd: expected 1 to 100000",
        "zap_pte_ns = 2e9 | fitted | me~ zap_pte_ns = 2e9 is absurd: expected 1 to 100000",
        "zap_pte_ns = fast | fitted | me~ zap_pte_ns is no number: fast",
        "zap_pte_ns = 1.0005 | fitted | me~" + " zap_pte_ns has more than 3 decimal places: 1.0005",
        "zap_pte_ns = 118 | guessed | me~"
            + " unknown basis \"guessed\"; known are: fitted, measured, scaled, assumed",
        "zap_pte_ns = 118~"
            + " zap_pte_ns needs a value, a basis and a source: \"value | basis | source\"",
        "zap_pte_ns = 118 | fitted | ~"
            + " zap_pte_ns needs a value, a basis and a source: \"value | basis | source\"",
        "pcp_batch_pages = 6.5 | assumed | me~"
            + " pcp_batch_pages has more than 0 decimal places: 6.5",
        "cpus = 41~ 41 CPUs cannot be spread evenly over 2 sockets",
        "cpus = -3~ cpus must be a whole number from 1 to 100000: -3",
        "hz = many~ hz is no number: many",
        "sockets 2~ \"sockets 2\" is no line of the form \"key = value\"",
      })
  void refusesABadLineWithItsNumber(String bad, String why) {
    String key = bad.split("[ =]")[0];
    String[] lines = TEXT.split("\n");
    int at = 0;
    while (!lines[at].startsWith(key + " ")) {
      at++;
    }
    lines[at] = bad;
    assertThatThrownBy(() -> read(String.join("\n", lines)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("my.profile:" + (at + 1) + ": " + why);
  }

  private static int lineOf(String key) {
    String[] lines = TEXT.split("\n");
    int at = 0;
    while (!lines[at].startsWith(key + " ")) {
      at++;
    }
    return at + 1;
  }

  @ParameterizedTest
  @CsvSource({"zap_pte_ns", "name", "policy", "hz", "fault_ns"})
  void refusesAProfileWithoutWhatItNeeds(String key) {
    String without = TEXT.replaceAll("(?m)^" + key + " .*\n", "");
    assertThatThrownBy(() -> read(without))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("my.profile:\\d+: ends without " + key + ", .*");
  }

  @Test
  void refusesWhatItDoesNotKnowAndWhatIsGivenTwice() {
    int next = TEXT.split("\n").length + 1;
    assertThatThrownBy(() -> read(TEXT + "zap_ptes_ns = 1 | fitted | me\n"))
        .hasMessageStartingWith(
            "my.profile:" + next + ": unknown key zap_ptes_ns; known are: name");
    assertThatThrownBy(() -> read(TEXT + "hz = 100\n"))
        .hasMessage(
            "my.profile:" + next + ": hz is given twice: line " + lineOf("hz") + " has it already");
  }

  @Test
  void whatIsOptionalIsFreeWhereItIsMissing() {
    MachineProfile without = read(TEXT.replaceAll("(?m)^line_socket_ns .*\n", ""));
    assertThat(without.picoseconds(MachineCost.LINE_SOCKET)).isZero();
    assertThat(without.figure("LINE_SOCKET")).isNull();
  }
}
