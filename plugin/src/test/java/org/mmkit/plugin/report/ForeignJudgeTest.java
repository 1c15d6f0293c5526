// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.record.Provenance;

/** A judge that was brought along, and flags that are none. */
class ForeignJudgeTest {
  private static void refuse(String name, String value, String from) {
    ForeignJudge.refuse(Path.of("run.json"), List.of(new Provenance.Setting(name, value, from)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mmkit.jvm | a-jdk-that-speaks-the-protocol",
        "mmkit.argLine | --patch-module org.mmkit.suite=evil",
        "mmkit.argLine | -Xmx2g -javaagent:evil.jar",
        "mmkit.argLine | -agentpath:evil.so",
        "mmkit.argLine | -Xbootclasspath/a:evil.jar",
        "mmkit.argLine | --module-path evil",
        "mmkit.argLine | @more",
        "mmkit.argLine | -Dx=@more",
        "mmkit.argLine | -XX:OnError=evil",
        "mmkit.argLine | -XX:Flags=evil",
        "mmkit.argLine | -Djava.system.class.loader=student.Evil",
        "mmkit.argLine | -cp evil -m evil/Main",
        "mmkit.argLine | -XX:-DisableAttachMechanism",
        "mmkit.argLine | '-Da=\"x -javaagent:evil.jar\"'",
        ".mvn/jvm.config | -javaagent:evil.jar",
        ".mvn/jvm.config | -Dmaven.ext.class.path=evil.jar",
        ".mvn/maven.config | -f other/pom.xml",
        ".mvn/extensions.xml | <extensions/>",
        "mmkit.target | host",
        "mmkit.strategy | gather-6.12",
        "mmkit.strategy | 'merged-5.8, exclusive'",
        "dependencies of the plugin | evil:suite:1",
        "extensions of the build | evil:wagon:1",
      })
  void isRefused(String name, String value) {
    assertThatThrownBy(() -> refuse(name, value, "POM"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("was judged by what the project itself brings: " + name + "=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mmkit.jvm | same | POM",
        "mmkit.jvm | jdk-25 | command line",
        "mmkit.argLine | -Xmx2g -Xss4m -XX:+UseParallelGC -XX:ActiveProcessorCount=1 -ea | POM",
        "mmkit.argLine | -Dstudent.trace=1 | property of the POM",
        "mmkit.argLine | --patch-module x=y | command line",
        ".mvn/jvm.config | -Xmx1g | file",
        "mmkit.target | host | command line",
        "mmkit.strategy | gather-6.12 | command line",
        "mmkit.strategy | 'student.MyUnmap, merged-5.8' | POM",
        "mmkit.seed | 7 | POM",
        "mmkit.stages | race | POM",
      })
  void isNotRefused(String name, String value, String from) {
    assertThatCode(() -> refuse(name, value, from)).doesNotThrowAnyException();
  }

  @Test
  void whatIsTooLongToBeShownIsRefused() {
    assertThatThrownBy(
            () -> refuse("mmkit.argLine", "-ea ".repeat(10_000) + "-javaagent:evil.jar", "POM"))
        .isInstanceOf(InputException.class);
  }
}
