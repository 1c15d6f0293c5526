// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** What the goals that search for long have in common. */
abstract class SearchMojo extends CasesMojo {
  /** Which part of the cases to run, such as {@code 3/16}; {@code mmkit:merge} folds them. */
  @Parameter(property = "mmkit.shard")
  @Nullable String shard;

  /** Whether to go on where the same search was when something ended it. */
  @Parameter(property = "mmkit.resume", defaultValue = "false")
  boolean resume;

  SearchMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  boolean replacesResults() {
    return true;
  }
}
