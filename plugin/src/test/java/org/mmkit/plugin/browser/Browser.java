// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PageSize;
import org.openqa.selenium.print.PrintOptions;

/** A headless Chromium of this machine, without a network. */
public final class Browser implements AutoCloseable {
  private static final List<Path> BROWSERS =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--hide-scrollbars",
          "--window-size=1280,1000");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** The reason why there is none, if so. */
  public static Optional<String> missing() {
    if (binary().isEmpty()) {
      return Optional.of("no Chromium at " + BROWSERS + ": apt-get install chromium");
    }
    return Files.isExecutable(DRIVER)
        ? Optional.empty()
        : Optional.of("no " + DRIVER + ": apt-get install chromium-driver");
  }

  private static Optional<Path> binary() {
    return BROWSERS.stream().filter(Files::isExecutable).findFirst();
  }

  /** Starts one. */
  public static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(binary().orElseThrow().toFile());
    options.addArguments(ARGUMENTS);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens a page of the disk. */
  public void open(Path page, String anchor) {
    driver.get("about:blank");
    driver.get(page.toUri() + anchor);
  }

  /** Light or dark. */
  public void scheme(String scheme) {
    Map<String, Object> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** The page as it is printed on A4: a PDF. */
  public byte[] paper() {
    PrintOptions a4 = new PrintOptions();
    a4.setPageSize(new PageSize(29.7, 21.0));
    return Base64.getDecoder().decode(driver.print(a4).getContent());
  }

  /** The size of the screen. */
  public void screen(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Whether scripts of pages run. */
  public void scripts(boolean on) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }

  /** The elements that fit a selector. */
  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The first of them. */
  public WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Brings an element into the middle of the screen, and clicks there. */
  public void click(String selector) {
    WebElement element = one(selector);
    driver.executeScript(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
    element.click();
  }

  /** Waits for an element that a script makes. */
  public void await(String selector) {
    Duration most = Duration.ofSeconds(20);
    driver.manage().timeouts().implicitlyWait(most);
    try {
      one(selector);
    } finally {
      driver.manage().timeouts().implicitlyWait(Duration.ZERO);
    }
  }

  /** Presses keys that no element has. */
  public void press(String keys) {
    one("body").sendKeys(keys);
  }

  /** The value of a script's expression. */
  public Object value(String expression) {
    return String.valueOf(driver.executeScript("return String(" + expression + ")"));
  }

  /** What the page writes to the console that is no remark. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What was asked of anybody but the disk since the last question. */
  public List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(message -> message.replaceAll("(?s).*?\"url\":\"([^\"]*)\".*", "$1"))
        .filter(url -> Stream.of("file:", "data:", "about:", "blob:").noneMatch(url::startsWith))
        .toList();
  }

  /** What axe-core finds: rule and the elements that break it. */
  public String violations() throws IOException {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    return String.valueOf(
        driver.executeAsyncScript(
            "var done = arguments[0];"
                + "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
                + " 'best-practice']}).then(function (r) {"
                + " done(r.passes.length ? r.violations.map(function (v) {"
                + " return v.id + ': ' + v.nodes.map(function (n) { return n.target.join(' ');"
                + " }).join(', '); }).join('; ') : 'axe checked nothing');"
                + "}, function (e) { done(String(e)); })"));
  }

  /** A picture of what the screen shows. */
  public byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
