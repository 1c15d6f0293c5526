// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes pictures of a page: light and dark, as a phone shows it, and as paper does. */
public final class Pictures {
  private static final int WIDTH = 1280;
  private static final int PHONE = 390;
  private static final int HEIGHT = 860;

  private Pictures() {}

  /**
   * @param arguments the page, the folder for the pictures, and how their names begin
   */
  public static void main(String[] arguments) throws IOException {
    Path page = Path.of(arguments[0]).toAbsolutePath();
    Path folder = Path.of(arguments[1]);
    try (Browser browser = Browser.start()) {
      take(browser, page, "light", WIDTH, folder.resolve(arguments[2] + "-light.png"));
      take(browser, page, "dark", WIDTH, folder.resolve(arguments[2] + "-dark.png"));
      take(browser, page, "light", PHONE, folder.resolve(arguments[2] + "-phone.png"));
      browser.open(page, "");
      Files.write(folder.resolve(arguments[2] + "-print.pdf"), browser.paper());
    }
  }

  private static void take(Browser browser, Path page, String scheme, int width, Path to)
      throws IOException {
    browser.scheme(scheme);
    browser.screen(width, HEIGHT);
    browser.open(page, "");
    Files.write(to, browser.picture());
  }
}
