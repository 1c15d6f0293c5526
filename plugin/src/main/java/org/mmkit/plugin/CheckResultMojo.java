// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.report.ResultCheck;
import org.mmkit.plugin.run.InputException;
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
  private static final String POM_DECIDES = "mmkit.pomDecides";

  /** Where the results are. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  private File outputDirectory;

  /** The word that the run was asked with. */
  @Parameter(property = "mmkit.nonce")
  private @Nullable String nonce;

  /**
   * Whether the project may set what decides a verdict. If not, a result for which it has set
   * anything of that is refused. It goes on the command line alone.
   */
  @Parameter(property = POM_DECIDES, defaultValue = "true")
  private String pomDecides;

  @Override
  void call() throws MojoFailureException {
    VerifyRequest.StudentCode student = Requests.student(session.getCurrentProject());
    ResultCheck check =
        new ResultCheck(student, Requests.kit(plugin), Requests.nonce(nonce), pomDecides());
    String sentence = check.sentence(outputDirectory.toPath());
    new ConsoleLog(getLog()).info("mmkit: " + sentence);
  }

  /** In Maven the POM, which may be a student's, beats the command line. */
  private boolean pomDecides() {
    String asked = session.getUserProperties().getProperty(POM_DECIDES, "true");
    if (!asked.matches("true|false")) {
      throw new InputException(POM_DECIDES + "=" + asked + " is neither true nor false.");
    }
    if (!pomDecides.equals(asked)) {
      throw new InputException(
          POM_DECIDES
              + "="
              + pomDecides
              + " is set in the POM. It goes on the command line alone: take it out there.");
    }
    return Boolean.parseBoolean(asked);
  }
}
