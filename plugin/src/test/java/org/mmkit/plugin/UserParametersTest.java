// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.suite.record.Provenance;

/** A POM of a student against the command line of whoever asks, as Maven hands both to a goal. */
class UserParametersTest {
  private static final List<String[]> PARAMETERS =
      List.of(
          new String[] {"seed", "mmkit.seed", "20180809"},
          new String[] {"stages", "mmkit.stages", "conformance,race"},
          new String[] {"caseGlob", "mmkit.case", "*"},
          new String[] {"budget", "mmkit.budget", null},
          new String[] {"strategies", "mmkit.strategy", null},
          new String[] {"jvm", "mmkit.jvm", "auto"},
          new String[] {"argLine", "mmkit.argLine", ""},
          new String[] {"failOnViolation", "mmkit.failOnViolation", "true"},
          new String[] {"cases", "mmkit.cases", null},
          new String[] {"timeout", "mmkit.timeout", "600"},
          new String[] {"skip", "mmkit.skip", "false"},
          new String[] {"outputDirectory", "mmkit.outputDirectory", null});

  @TempDir Path root;
  private final VerifyMojo mojo = new VerifyMojo(null);
  private final MavenProject project = new MavenProject();
  private Properties user;
  private final Xpp3Dom configuration = new Xpp3Dom("configuration");
  private final List<String> log = new ArrayList<>();

  @BeforeEach
  @SuppressWarnings("deprecation") // nobody else makes a session without a container
  void asMavenDoes() throws Exception {
    MojoDescriptor goal = new MojoDescriptor();
    goal.setGoal("verify");
    for (String[] one : PARAMETERS) {
      Parameter parameter = new Parameter();
      parameter.setName(one[0]);
      parameter.setExpression("${" + one[1] + "}");
      parameter.setDefaultValue(one[2]);
      goal.addParameter(parameter);
      Xpp3Dom value = new Xpp3Dom(one[0]);
      value.setValue("${" + one[1] + "}");
      configuration.addChild(value);
    }
    mojo.plugin = new PluginDescriptor();
    mojo.plugin.addMojo(goal);
    mojo.execution = new MojoExecution(goal);
    mojo.execution.setConfiguration(configuration);
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    user = request.getUserProperties();
    request.setMultiModuleProjectDirectory(root.toFile());
    request.setGoals(List.of("mmkit:verify"));
    mojo.session = new MavenSession(null, null, request, new DefaultMavenExecutionResult());
    mojo.session.setCurrentProject(project);
    mojo.setLog(
        new SystemStreamLog() {
          @Override
          public void info(CharSequence content) {
            log.add(content.toString());
          }
        });
    mojo.seed = "20180809";
    mojo.stages = List.of("conformance", "race");
    mojo.caseGlob = "*";
    mojo.jvm = "auto";
    mojo.argLine = "";
    mojo.failOnViolation = true;
    mojo.timeout = "600";
    mojo.target = "model";
    mojo.daysLate = "0";
    mojo.suite = "*";
    mojo.fiber = "auto";
    mojo.outputDirectory = root.resolve("target/mmkit").toFile();
  }

  private void pom(String name, String value) {
    configuration.getChild(name).setValue(value);
  }

  private List<String> deciding() {
    return UserParameters.deciding(mojo).stream().map(Provenance.Setting::words).toList();
  }

  @Test
  void theDefaultsAreNotNamed() {
    assertThat(deciding()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed | mmkit.seed | 7",
        "stages | mmkit.stages | conformance",
        "caseGlob | mmkit.case | MUN-*",
        "budget | mmkit.budget | 10",
        "strategies | mmkit.strategy | exclusive,student.Mine",
        "jvm | mmkit.jvm | same",
        "argLine | mmkit.argLine | -Xmx64m",
        "failOnViolation | mmkit.failOnViolation | false",
        "timeout | mmkit.timeout | 5",
      })
  void theCommandLineBeatsThePom(String name, String property, String value) {
    pom(name, "something of the POM");
    user.setProperty(property, value);
    UserParameters.apply(mojo);
    assertThat(deciding()).containsExactly(property + "=" + value + " (command line)");
  }

  @Test
  void thePomIsNamedWhereItDecides() {
    pom("seed", "7");
    mojo.seed = "7";
    assertThat(deciding()).containsExactly("mmkit.seed=7 (POM)");
  }

  @Test
  void aPropertyOfThePomIsNamed() {
    project.getProperties().setProperty("mmkit.argLine", "--patch-module x=y");
    mojo.argLine = "--patch-module x=y";
    assertThat(deciding())
        .containsExactly("mmkit.argLine=--patch-module x=y (property of the POM)");
  }

  @Test
  void theFileThatMavenTakesForACommandLineIsNamed() throws IOException {
    Files.createDirectories(root.resolve(".mvn"));
    Files.writeString(root.resolve(".mvn/maven.config"), "-B\n-Dmmkit.case=MUN-001\n");
    user.setProperty("mmkit.case", "MUN-001");
    mojo.caseGlob = "MUN-001";
    assertThat(deciding()).containsExactly("mmkit.case=MUN-001 (.mvn/maven.config)");
  }

  @Test
  void filesAreNamedWithoutTheirFolders() {
    mojo.cases = List.of(new File("/home/x/my.cases"));
    mojo.jvm = "/home/x/a-jdk-that-speaks-the-protocol";
    user.setProperty("mmkit.cases", "x");
    user.setProperty("mmkit.jvm", "x");
    assertThat(deciding())
        .containsExactly(
            "mmkit.cases=my.cases (command line)",
            "mmkit.jvm=a-jdk-that-speaks-the-protocol (command line)");
  }

  @Test
  void aNumberThatIsNoneIsNamed() {
    pom("budget", "10");
    user.setProperty("mmkit.budget", "many");
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("mmkit.budget=many is no whole number, or too large for one.");
  }

  private void oldResult() throws IOException {
    Files.createDirectories(mojo.outputDirectory.toPath());
    Files.writeString(mojo.outputDirectory.toPath().resolve("run.json"), "old");
    Files.writeString(mojo.outputDirectory.toPath().resolve("TEST-mmkit-x.xml"), "old");
  }

  private void assertTheOldResultIsGone() {
    assertThat(mojo.outputDirectory.list()).containsExactly("before");
  }

  @Test
  void oldResultsGoWhereTheGoalIsSkipped() throws Exception {
    oldResult();
    pom("skip", "true");
    mojo.skip = true;
    mojo.execute();
    assertTheOldResultIsGone();
    assertThat(log)
        .containsExactly("mmkit: skipped, because mmkit.skip is set (POM).", "mmkit: " + removed());
  }

  /** What is told of results that went. */
  private String removed() {
    Path kept = mojo.outputDirectory.toPath().resolve("before/run.json");
    return "The results of the run before are removed; its run.json is now " + kept + ".";
  }

  @Test
  void theCommandLineBeatsASkipOfThePom() throws Exception {
    pom("skip", "true");
    mojo.skip = true;
    user.setProperty("mmkit.skip", "false");
    UserParameters.apply(mojo);
    assertThat(mojo.skip).isFalse();
  }

  @Test
  void oldResultsGoInAProjectWithoutClasses() throws Exception {
    oldResult();
    project.setPackaging("pom");
    mojo.execute();
    assertTheOldResultIsGone();
  }

  @Test
  void oldResultsGoWhereAParameterIsWrong() throws Exception {
    oldResult();
    user.setProperty("mmkit.sead", "1");
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("There is no parameter mmkit.sead");
    assertTheOldResultIsGone();
  }

  @ParameterizedTest
  @CsvSource({"seed, one", "timeout, 9999999999", "budget, 1.5", "seed, ''"})
  void oldResultsGoWhereThePomHasAWordInPlaceOfANumber(String name, String word) throws Exception {
    oldResult();
    set(name, word);
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("mmkit." + name + "=" + word);
    assertTheOldResultIsGone();
  }

  private void set(String name, String word) {
    switch (name) {
      case "seed" -> mojo.seed = word;
      case "timeout" -> mojo.timeout = word;
      default -> mojo.budget = word;
    }
  }

  @Test
  void aWordThatIsNeitherTrueNorFalseIsNamed() throws Exception {
    oldResult();
    pom("failOnViolation", "nope");
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("mmkit.failOnViolation=nope is neither true nor false.\n" + removed());
    assertTheOldResultIsGone();
  }

  @Test
  void oldResultsThatAreLinksGo() throws Exception {
    Files.createDirectories(mojo.outputDirectory.toPath());
    Path kept = Files.writeString(root.resolve("kept.json"), "x");
    Files.createSymbolicLink(mojo.outputDirectory.toPath().resolve("run.json"), kept);
    project.setPackaging("pom");
    mojo.execute();
    assertThat(mojo.outputDirectory.list()).isEmpty();
    assertThat(kept).exists();
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws Exception {
    Files.createDirectories(root.resolve("target"));
    Files.writeString(mojo.outputDirectory.toPath(), "not a folder");
    project.setPackaging("pom");
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("is no folder");
  }
}
