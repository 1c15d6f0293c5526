// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.report.ResultCheck;
import org.mmkit.plugin.run.VerifyRequest;

/**
 * Says whether {@code run.json} is whole, and the result of this submission and this mmkit. The
 * build fails if it is not. It judges nothing, and changes nothing.
 */
@Mojo(
    name = "check-result",
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public final class CheckResultMojo extends PlainMojo {

  /** Where the results are. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  private File outputDirectory;

  /** The word that the run was asked with. */
  @Parameter(property = "mmkit.nonce")
  private @Nullable String nonce;

  @Override
  void call() throws MojoFailureException {
    VerifyRequest.StudentCode student = Requests.student(session.getCurrentProject());
    ResultCheck check = new ResultCheck(student, Requests.kit(plugin), Requests.nonce(nonce));
    String sentence = check.sentence(outputDirectory.toPath());
    new ConsoleLog(getLog()).info("mmkit: " + sentence);
  }
}
