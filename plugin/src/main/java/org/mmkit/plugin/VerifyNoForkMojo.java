// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Judges as {@code verify} does, and compiles nothing: for a POM that binds it to a phase, so that
 * {@code mvn verify} judges too. The phase has compiled the classes already.
 */
@Mojo(
    name = "verify-no-fork",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public final class VerifyNoForkMojo extends VerifyingMojo {

  @Inject
  VerifyNoForkMojo(ToolchainManager toolchains) {
    super(toolchains);
  }
}
