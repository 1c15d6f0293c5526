// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.grade.Shard;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;

class SharingTest {
  private static final String PROGRAM = "@F-1-1 | made by the fuzzer | P3\nmap(0,1)\n";

  @TempDir Path root;

  private static Sharing sharing(String shard, boolean resumes) {
    return new Sharing(Shard.parse(shard), Optional.of(resumes), List.of());
  }

  @Test
  void whatARunAddsToItsCorpusIsNotAskedForWhenItGoesOn() {
    CorpusFolder folder = new CorpusFolder(root.resolve("corpus"));
    Sharing begins = sharing("1/1", false).beginningWith(folder, root);
    assertThat(begins.begins(JudgeRequest.Selection.WHOLE)).isEqualTo(JudgeRequest.Selection.WHOLE);
    folder.keep("F-1-1.cases", PROGRAM);
    Sharing later = sharing("1/1", true).beginningWith(folder, root);
    assertThat(later.corpus()).containsExactly(new CaseFile("F-1-1.cases", PROGRAM));
  }

  @Test
  void programsThatShowFaultsOfMmkitAreNoneToBeginWith() {
    CorpusFolder folder = new CorpusFolder(root.resolve("corpus"));
    folder.keep("mmkit-itself.cases", "# why\n" + PROGRAM);
    folder.keep("mmkit-itself-2.cases", "# why\n" + PROGRAM);
    assertThat(folder.programs()).isEmpty();
    folder.keep("F-1-1.cases", PROGRAM);
    assertThat(folder.programs()).hasSize(1);
  }

  @Test
  void onlyAWholeRunAddsToItsCorpusAtOnce() {
    assertThat(sharing("1/1", false).growsCorpus()).isTrue();
    assertThat(sharing("1/2", false).growsCorpus()).isFalse();
  }
}
