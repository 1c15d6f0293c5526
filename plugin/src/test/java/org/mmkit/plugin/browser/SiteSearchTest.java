// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The search of the site, from the disk. */
@Timeout(90)
class SiteSearchTest {
  private static final Path SITE = Path.of("../site");

  @TempDir static Path root;
  private static Browser browser;

  @BeforeAll
  static void makeAPage() throws Exception {
    Path scripts = Files.createDirectories(root.resolve("js"));
    Files.copy(SITE.resolve("src/site/resources/js/search.js"), scripts.resolve("search.js"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process index =
        new ProcessBuilder(
                java.toString(),
                SITE.resolve("src/build/SearchIndex.java").toString(),
                SITE.resolve("src/site/markdown").toString(),
                scripts.resolve("search-index.js").toString())
            .inheritIO()
            .start();
    assertThat(index.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(index.exitValue()).isZero();
    Files.writeString(
        root.resolve("page.html"),
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>t</title></head>"
            + "<body><main><h1>t</h1><div id=\"search\"></div><pre id=\"narrow\">x</pre>"
            + "<pre id=\"wide\" style=\"overflow-x: auto\">"
            + "x".repeat(5000)
            + "</pre></main>"
            + "<script src=\"js/search.js\"></script></body></html>");
    String missing = Browser.missing().orElse("");
    assumeTrue(missing.isEmpty(), "Not tested in a browser: " + missing);
    browser = Browser.start();
  }

  @Test
  void whatIsWiderThanTheScreenCanBeMovedByKeys() {
    browser.open(root.resolve("page.html"), "");
    assertThat(browser.value("document.getElementById('wide').tabIndex")).isEqualTo("0");
    assertThat(browser.value("document.getElementById('narrow').tabIndex")).isEqualTo("-1");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void aSectionIsFoundByItsWords() throws IOException {
    browser.complaints();
    browser.requests();
    browser.open(root.resolve("page.html"), "");
    browser.press("/");
    browser.one("#search input").sendKeys("exclusive hold");
    browser.await(".search-found a");
    List<WebElement> links = browser.all(".search-found a");
    assertThat(links).hasSizeBetween(1, 12);
    assertThat(links).allSatisfy(SiteSearchTest::leadsToAPage);
    assertThat(browser.one(".search-says").getText()).endsWith(" found");
    assertThat(browser.violations()).isEmpty();
    browser.one("#search input").sendKeys(Keys.ESCAPE);
    assertThat(browser.all(".search-found a")).isEmpty();
    browser.one("#search input").sendKeys("nosuchwordatall");
    assertThat(browser.one(".search-says").getText()).isEqualTo("Nothing found");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  private static void leadsToAPage(WebElement link) {
    String to = Objects.requireNonNull(link.getDomProperty("href"));
    String page = to.replaceAll(".*/([a-z0-9.-]+)\\.html(#.*)?$", "$1");
    assertThat(SITE.resolve("src/site/markdown").resolve(page + ".md")).exists();
  }
}
