// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastResultsTest {
  @TempDir Path folder;

  private LastResults found() throws IOException {
    Files.writeString(folder.resolve(ResultFiles.RUN), "old");
    return new LastResults(folder);
  }

  @Test
  void whereNothingWasNothingIsGone() {
    LastResults none = new LastResults(folder.resolve("none"));
    assertThat(none.gone()).isEmpty();
  }

  @Test
  void whatIsStillThereIsNotGone() throws IOException {
    assertThat(found().gone()).isEmpty();
  }

  @Test
  void whatARefusedCallRemovedIsTold() throws IOException {
    LastResults last = found();
    ResultFiles.keepLast(folder);
    ResultFiles.clear(folder);
    assertThat(last.gone())
        .isEqualTo(
            "The results of the run before are removed; its run.json is now "
                + folder.resolve("before/run.json")
                + ".");
  }

  @Test
  void withoutAPlaceWhereNoneIsKept() throws IOException {
    LastResults last = found();
    ResultFiles.clear(folder);
    assertThat(last.gone()).isEqualTo("The results of the run before are removed.");
  }
}
