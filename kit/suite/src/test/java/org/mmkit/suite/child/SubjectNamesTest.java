// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/** Ids and titles in the annotation of a student's class. */
class SubjectNamesTest {
  /** Strategies that do nothing. */
  public static class Base implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      return 0;
    }
  }

  @Strategy(id = "../../escape")
  public static final class Path extends Base {}

  @Strategy(id = "my unmap")
  public static final class Blank extends Base {}

  @Strategy(id = "")
  public static final class Empty extends Base {}

  @Strategy(id = "a\n[INFO] BUILD SUCCESS")
  public static final class NewLine extends Base {}

  @Strategy(id = "a\u001b[2J")
  public static final class Ansi extends Base {}

  @Strategy(id = "<script>alert(1)</script>")
  public static final class Markup extends Base {}

  @Strategy(id = "a\ud800")
  public static final class Surrogate extends Base {}

  @Strategy(id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
  public static final class Long extends Base {}

  @Strategy(id = "-Dmmkit.skip")
  public static final class Flag extends Base {}

  @Strategy(id = "mine", title = "a\n\u001b[31mb", source = "::error::c\r\nd")
  public static final class Titles extends Base {}

  private static StrategyInfo load(String name) {
    return new SubjectLoader(Shipped.CATALOGUE)
        .load(SubjectNamesTest.class.getName() + "$" + name)
        .info();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Path",
        "Blank",
        "Empty",
        "NewLine",
        "Ansi",
        "Markup",
        "Surrogate",
        "Long",
        "Flag"
      })
  void anIdThatIsNoneIsNamedWithItsClass(String name) {
    assertThatThrownBy(() -> load(name))
        .isInstanceOf(BrokenRunException.class)
        .hasMessageStartingWith("The id \"")
        .hasMessageContaining("in @Strategy of " + SubjectNamesTest.class.getName() + "$" + name)
        .hasMessageContaining("ids are letters, digits, '_', '-' and '.', at most 64")
        .hasMessageNotContainingAny("\n", "\u001b", "\ud800");
  }

  @Test
  void titlesAreOneLine() {
    StrategyInfo info = load("Titles");
    assertThat(Map.of("title", info.title(), "source", info.source()))
        .isEqualTo(Map.of("title", "a / ?[31mb", "source", "::error::c / d"));
  }

  @Test
  void aClassWithoutAnIdHasOneThatItsNameGives() {
    assertThat(load("Base").id()).isEqualTo("org.mmkit.suite.child.SubjectNamesTest_Base");
    assertThat(load("Base").reference()).endsWith("SubjectNamesTest$Base");
  }
}
