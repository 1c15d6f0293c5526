// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Searches again what a file of certificates says that was searched, and compares line by line. The
 * file is {@code certificates.txt} of {@code mmkit:explore}. Compiles the project first.
 */
@Mojo(
    name = "check-certificate",
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class CheckCertificateMojo extends JudgingMojo {
  /** The file. */
  @Parameter(
      property = "mmkit.certificate",
      defaultValue = "${project.build.directory}/mmkit/certificates.txt")
  File certificate;

  /** Case files that were searched too, or folders of {@code *.cases}. */
  @Parameter(property = "mmkit.cases")
  @Nullable List<File> cases;

  @Inject
  CheckCertificateMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  void call() throws MojoFailureException {
    new CertificateCall(this, certificate, cases == null ? List.of() : cases).run();
  }
}
