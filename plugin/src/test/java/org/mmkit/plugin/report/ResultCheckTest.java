// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.run.Digests;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.catalogue.CaseIds;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Results that stay, are changed, or belong to something else. */
class ResultCheckTest {
  private static final Optional<String> WORD = Optional.of("0123456789abcdef");

  @TempDir Path root;
  private VerifyRequest.StudentCode student;
  private VerifyRequest.KitJars kit;
  private Path results;

  @BeforeEach
  void makeAResult() throws IOException {
    Path classes = Files.createDirectories(root.resolve("target/classes/student"));
    Files.writeString(classes.resolve("MyUnmap.class"), "a class");
    Path jar = Files.createDirectories(root.resolve("kit"));
    Files.writeString(jar.resolve("Judge.class"), "a judge");
    student = new VerifyRequest.StudentCode(root.resolve("target/classes"), List.of());
    kit = new VerifyRequest.KitJars(List.of(jar), "1");
    results = Files.createDirectories(root.resolve("target/mmkit"));
    write(WORD);
  }

  private void write(Optional<String> nonce) throws IOException {
    Provenance provenance =
        new Provenance(
            Digests.submission(student),
            Digests.kit(kit),
            "asked",
            List.of(new Provenance.Setting("mmkit.budget", "10", "POM")));
    RunRecord run = new RunRecord(1, Optional.of(provenance), List.of(SampleRun.FAILED));
    Files.writeString(results.resolve("run.json"), Seal.on(run.toJson(), nonce));
  }

  private void isRefused(Optional<String> nonce, String why) {
    assertThatThrownBy(() -> new ResultCheck(student, kit, nonce, true).sentence(results))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("run.json")
        .hasMessageContaining(why);
  }

  @Test
  void itIsWhole() {
    assertThat(new ResultCheck(student, kit, WORD, true).sentence(results))
        .isEqualTo(
            "run.json is whole, and the result of these classes for this nonce: sections-v1 FAIL;"
                + " not the defaults: mmkit.budget=10 (POM).");
  }

  private void pass(List<StageRecord> stages, List<Provenance.Setting> parameters)
      throws IOException {
    Provenance provenance =
        new Provenance(Digests.submission(student), Digests.kit(kit), "asked", parameters);
    StrategyRecord mine = new StrategyRecord("mine", "", Verdict.PASS, stages, new TreeMap<>());
    RunRecord run = new RunRecord(1, Optional.of(provenance), List.of(mine));
    Files.writeString(results.resolve("run.json"), Seal.on(run.toJson(), WORD));
  }

  private static StageRecord stage(String id, String without, String with) {
    List<CaseRecord> cases = new ArrayList<>();
    CaseIds.of(id).orElseThrow().stream()
        .filter(one -> !one.equals(without))
        .forEach(one -> cases.add(CaseRecord.pass(one, "")));
    if (!with.isEmpty()) {
      cases.add(CaseRecord.pass(with, ""));
    }
    return new StageRecord(id, cases);
  }

  private static List<StageRecord> stages(String without, String with) {
    return List.of(
        stage("conformance", without, ""), stage("race", "", with), stage("explore", without, ""));
  }

  @Test
  void aPassRestsOnAllCases() throws IOException {
    pass(stages("", ""), List.of());
    assertThat(new ResultCheck(student, kit, WORD, true).sentence(results)).contains("mine PASS");
  }

  @Test
  void aPassLacksACase() throws IOException {
    pass(stages("goals", ""), List.of());
    isRefused(WORD, "lacks cases of this mmkit, such as explore/goals");
  }

  @Test
  void aPassHasACaseOfItsOwn() throws IOException {
    pass(stages("", "mine"), List.of());
    isRefused(WORD, "has cases that this mmkit does not have, such as race/mine");
  }

  @Test
  void whoChoosesCasesNeedsNotAll() throws IOException {
    pass(
        List.of(stage("race", "", "")),
        List.of(new Provenance.Setting("mmkit.stages", "race", "POM")));
    assertThat(new ResultCheck(student, kit, WORD, true).sentence(results))
        .contains("mine PASS; not the defaults: mmkit.stages=race (POM)");
  }

  @Test
  void thePomMayDecideNothing() throws IOException {
    assertThatThrownBy(() -> new ResultCheck(student, kit, WORD, false).sentence(results))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("was judged as the project itself asks")
        .hasMessageContaining("mmkit.budget=10 (POM)");
    pass(
        List.of(stage("race", "", "")),
        List.of(new Provenance.Setting("mmkit.stages", "race", "command line")));
    assertThat(new ResultCheck(student, kit, WORD, false).sentence(results)).contains("mine PASS");
  }

  @Test
  void thereIsNone() throws IOException {
    Files.delete(results.resolve("run.json"));
    isRefused(WORD, "There is no result");
  }

  @Test
  void itIsALinkToAnother() throws IOException {
    Files.move(results.resolve("run.json"), root.resolve("old.json"));
    Files.createSymbolicLink(results.resolve("run.json"), root.resolve("old.json"));
    isRefused(WORD, "No file, but something else");
  }

  @Test
  void theVerdictWasChanged() throws IOException {
    Path file = results.resolve("run.json");
    Files.writeString(file, Files.readString(file).replace("FAIL", "PASS"));
    isRefused(WORD, "was changed, or is the answer to another nonce");
  }

  @Test
  void itWasWrittenByHand() throws IOException {
    Files.writeString(results.resolve("run.json"), "{\"schema\": 2, \"strategies\": []}\n");
    isRefused(WORD, "has no seal");
  }

  @Test
  void itIsOfTheRunBefore() {
    isRefused(Optional.of("another nonce"), "is the answer to another nonce");
  }

  @Test
  void nobodyGivesTheNonce() {
    isRefused(Optional.empty(), "was asked for with a nonce: give it");
  }

  @Test
  void nobodyAskedWithANonce() throws IOException {
    write(Optional.empty());
    isRefused(WORD, "was asked for without a nonce");
    assertThat(new ResultCheck(student, kit, Optional.empty(), true).sentence(results))
        .startsWith("run.json is whole, and the result of these classes: ");
  }

  @Test
  void aClassIsAnother() throws IOException {
    Files.writeString(root.resolve("target/classes/student/MyUnmap.class"), "another");
    isRefused(WORD, "is the result of other classes");
  }

  @Test
  void aClassWasAdded() throws IOException {
    Files.writeString(root.resolve("target/classes/student/Zero.class"), "");
    isRefused(WORD, "is the result of other classes");
  }

  @Test
  void anotherMmkitJudged() throws IOException {
    Files.writeString(root.resolve("kit/Judge.class"), "another judge");
    isRefused(WORD, "was made by another mmkit");
  }

  @Test
  void namesAndContentsDoNotRunTogether() throws IOException {
    String one = Digests.submission(student);
    Path classes = student.classes().resolve("student");
    Files.delete(classes.resolve("MyUnmap.class"));
    Files.writeString(classes.resolve("MyUnmap.classa"), " class");
    assertThat(Digests.submission(student)).isNotEqualTo(one);
  }
}
