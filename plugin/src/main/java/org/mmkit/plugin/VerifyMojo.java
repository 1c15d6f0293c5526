// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;

/** Judges ways to unmap, the student's or shipped ones; compiles the project first. */
@Mojo(
    name = "verify",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class VerifyMojo extends VerifyingMojo {

  @Inject
  VerifyMojo(ToolchainManager toolchains) {
    super(toolchains);
  }
}
