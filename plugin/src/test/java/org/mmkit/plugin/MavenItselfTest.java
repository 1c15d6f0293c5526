// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Extension;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.record.Provenance;

/** What a project loads into Maven's own JVM stands in the record. */
@Timeout(30)
class MavenItselfTest {
  @TempDir Path root;
  private final VerifyMojo mojo = new VerifyMojo(null);
  private final MavenProject project = new MavenProject();

  @BeforeEach
  @SuppressWarnings("deprecation") // nobody else makes a session without a container
  void asMavenDoes() throws IOException {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setMultiModuleProjectDirectory(root.toFile());
    mojo.session = new MavenSession(null, null, request, new DefaultMavenExecutionResult());
    mojo.session.setCurrentProject(project);
    mojo.plugin = new PluginDescriptor();
    mojo.plugin.setPlugin(new Plugin());
    Files.createDirectories(root.resolve(".mvn"));
    project.getModel().setBuild(new Build());
  }

  private List<String> settings() {
    return MavenItself.settings(mojo).stream().map(Provenance.Setting::words).toList();
  }

  @Test
  void nothingIsSaidOfAPlainProject() throws IOException {
    Files.createDirectories(root.resolve(".mvn/wrapper"));
    Files.writeString(root.resolve(".mvn/jvm.config"), "\n");
    assertThat(settings()).isEmpty();
  }

  @Test
  void flagsOfMavensJvmAreNamed() throws IOException {
    Files.writeString(root.resolve(".mvn/jvm.config"), "-Xmx1g\n-javaagent:evil.jar\n");
    assertThat(settings()).containsExactly(".mvn/jvm.config=-Xmx1g -javaagent:evil.jar (file)");
  }

  @Test
  void whatBringsAnotherPomOrCodeIsNamed() throws IOException {
    Files.writeString(
        root.resolve(".mvn/maven.config"),
        "-T1C\n-fae\n-f\nother/pom.xml\n-smine.xml\n--settings=mine.xml -Dmmkit.seed=7\n"
            + "-Dmaven.ext.class.path=evil.jar\n-Dmaven.compiler.release=21\n");
    assertThat(settings())
        .containsExactly(
            ".mvn/maven.config=-f other/pom.xml -smine.xml --settings=mine.xml"
                + " -Dmaven.ext.class.path=evil.jar (file)");
    Files.writeString(root.resolve(".mvn/maven.config"), "-ntp\n-Dmmkit.seed=7\n");
    assertThat(settings()).isEmpty();
  }

  @Test
  void extensionsOfMavenAreNamed() throws IOException {
    Files.writeString(
        root.resolve(".mvn/extensions.xml"),
        "<extensions><!-- nothing\n --><extension>evil</extension></extensions>");
    assertThat(settings())
        .containsExactly(
            ".mvn/extensions.xml=<extensions><extension>evil</extension></extensions> (file)");
  }

  @Test
  void aDeviceIsNamedAndNotRead() throws Exception {
    Files.createSymbolicLink(root.resolve(".mvn/jvm.config"), Path.of("/dev/zero"));
    boolean made =
        new ProcessBuilder("mkfifo", root.resolve(".mvn/extensions.xml").toString())
                .start()
                .waitFor()
            == 0;
    assumeTrue(made, "there is no mkfifo");
    assertThat(settings())
        .containsExactly(
            ".mvn/extensions.xml=cannot be read (file)", ".mvn/jvm.config=cannot be read (file)");
  }

  @Test
  void dependenciesOfThePluginAreNamed() {
    Dependency evil = new Dependency();
    evil.setGroupId("evil");
    evil.setArtifactId("suite");
    evil.setVersion("1");
    mojo.plugin.getPlugin().addDependency(evil);
    assertThat(settings()).containsExactly("dependencies of the plugin=evil:suite:1 (POM)");
  }

  @Test
  void extensionsOfTheBuildAreNamed() {
    Extension extension = new Extension();
    extension.setGroupId("evil");
    extension.setArtifactId("wagon");
    extension.setVersion("1");
    project.getBuild().addExtension(extension);
    Plugin plugin = new Plugin();
    plugin.setGroupId("evil");
    plugin.setArtifactId("plugin");
    plugin.setExtensions(true);
    project.getBuild().addPlugin(plugin);
    assertThat(settings())
        .containsExactly("extensions of the build=evil:wagon:1,evil:plugin (POM)");
  }
}
