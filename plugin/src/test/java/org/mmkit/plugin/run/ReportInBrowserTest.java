// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.browser.Browser;
import org.mmkit.plugin.report.HtmlReport;
import org.mmkit.plugin.report.Sources;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/** The report of a student who fails, and that of three strategies, in a real browser. */
@Timeout(180)
class ReportInBrowserTest {
  private static final Path ANSWER =
      Path.of("../examples/first-strategy/solution/main/java/student/MyUnmap.java");

  /** The site shows one of them. */
  private static final Path PAGES = Path.of("target/reports").toAbsolutePath();

  @TempDir static Path root;
  private static Path failing = Path.of("");
  private static Path several = Path.of("");
  private static Browser browser;

  @BeforeAll
  static void judge() throws IOException {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.source("student/MyUnmap.java", detachedTooLate());
    project.stages = List.of("conformance", "race", "explore", "hold");
    project.strategies = List.of("student.MyUnmap", "twophase-naive", "exclusive");
    project.cases = new CaseGlob("conformance/MUN-00*,race/read,explore/s05-maps,hold/undisturbed");
    project.budget = OptionalInt.of(300);
    VerifyOutcome outcome = project.verifyForReal();
    several = page("several.html", outcome, outcome.run().strategies());
    failing = page("failing.html", outcome, outcome.run().strategies().subList(0, 1));
    String missing = Browser.missing().orElse("");
    assumeTrue(missing.isEmpty(), "Not tested in a browser: " + missing);
    browser = Browser.start();
  }

  private static String detachedTooLate() throws IOException {
    String right = Files.readString(ANSWER);
    String wrong =
        right
            .replaceFirst("    kernel.detach\\(vmas\\);.*\n", "")
            .replace(
                "    kernel.unmapRegion(vmas);",
                "    kernel.detach(vmas);\n    kernel.unmapRegion(vmas);");
    assertThat(wrong.split("detach\\(vmas\\)", -1)).hasSize(2);
    return wrong;
  }

  private static Path page(String name, VerifyOutcome outcome, List<StrategyRecord> strategies)
      throws IOException {
    String page =
        HtmlReport.write(
            new RunRecord(42, strategies),
            outcome.timeline(),
            List.of(),
            new Sources(List.of(root.resolve("src"))));
    return Files.writeString(Files.createDirectories(PAGES).resolve(name), page);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void asAPersonWouldOpenIt() {
    browser.scripts(true);
    browser.scheme("light");
    browser.screen(1280, 1000);
    browser.complaints();
    browser.requests();
    browser.open(failing, "");
  }

  @Test
  void theFirstScreenSaysTheVerdictAndWhatToMend() {
    assertThat(browser.one(".verdict").getText()).isEqualTo("✗ Fail");
    assertThat(browser.one(".mend .what").getText()).contains("detached");
    assertThat(browser.one(".mend .source").getText()).contains("kernel.detach(vmas);");
    assertThat(
            browser.value("document.querySelector('.mend').getBoundingClientRect().bottom < 700"))
        .isEqualTo("true");
  }

  @Test
  void theRunIsSteppedThroughForwardAndBack() {
    String begin = now();
    browser.click("button[aria-label^='Step forward']");
    String next = now();
    assertThat(next).isNotEqualTo(begin);
    assertThat(browser.all(".lanes tr.here")).hasSize(1);
    assertThat(browser.all(".panels dd.changed")).isNotEmpty();
    browser.click("button[aria-label^='Step back']");
    assertThat(now()).isEqualTo(begin);
    browser.press("n");
    assertThat(now()).isEqualTo(next);
    browser.press("p");
    assertThat(now()).isEqualTo(begin);
  }

  private static String now() {
    return browser.one(".now").getText();
  }

  @Test
  void causesAreFoundByTheirWords() {
    browser.press("/");
    browser.one("#search").sendKeys("nosuchword");
    assertThat(browser.one("#found").getText()).startsWith("0 of ");
    assertThat(browser.all("article.cause").stream().filter(c -> c.isDisplayed())).isEmpty();
    browser.one("#search").clear();
    browser.one("#search").sendKeys("MyUnmap");
    assertThat(browser.all("article.cause").get(0).isDisplayed()).isTrue();
  }

  @Test
  void aLinkOpensWhatItNames() {
    browser.open(several, "");
    List<String> anchors =
        browser.all("article.cause").stream().map(c -> c.getDomAttribute("id")).toList();
    String last = anchors.get(anchors.size() - 1);
    assertThat(last).startsWith("twophase-naive");
    assertThat(browser.one("#" + css(last)).isDisplayed()).isFalse();
    browser.open(several, "#" + last);
    assertThat(browser.one("#" + css(last)).isDisplayed()).isTrue();
  }

  private static String css(String id) {
    return id.replace(".", "\\.");
  }

  @Test
  void withoutScriptsEverythingIsThere() {
    browser.scripts(false);
    browser.open(failing, "");
    assertThat(browser.one(".mend").getText()).contains("Try:");
    assertThat(browser.one("article.cause pre").getText()).contains("downgrade_write");
    assertThat(browser.one("table.verdicts").getText()).contains("student.MyUnmap");
    assertThat(browser.one("#search").isDisplayed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "failing, light, 1280",
    "failing, dark, 1280",
    "failing, light, 390",
    "several, light, 1280",
    "several, dark, 390"
  })
  void nobodyIsShutOut(String page, String scheme, int width) throws IOException {
    browser.scheme(scheme);
    browser.screen(width, 900);
    browser.open(Map.of("failing", failing, "several", several).get(page), "");
    assertThat(browser.violations()).isEmpty();
    assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo("true");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }
}
