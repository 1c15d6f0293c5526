// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A picture that is written line by line, in the colours of the site, light and dark. */
public final class Svg {
  private static final Path IMAGES = Path.of("../../site/src/site/resources/images");

  private static final String STYLE =
      """
      <style>
      :root { --ink: #1b1f24; --soft: #545d68; --line: #d5dae0; --card: #ffffff; --write: #d55e00; --read: #56b4e9; --downgraded: #009e73; --mark: #0072b2; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #a6b0ba; --line: #3a424a; --card: #1c2024; --write: #e8772a; --read: #6cc0ef; --downgraded: #1fb58b; --mark: #5db4ea; } }
      text { font: 13px system-ui, sans-serif; fill: var(--ink); } .soft { fill: var(--soft); font-size: 12px; } .head { font-weight: 600; } .code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
      .card { fill: var(--card); stroke: var(--line); } .box { fill: none; stroke: var(--soft); } .gone { fill: none; stroke: var(--line); stroke-dasharray: 3 3; } .changed { stroke: var(--write); stroke-width: 2.5; }
      .vma { fill: var(--mark); fill-opacity: .22; stroke: var(--mark); } .arrow { stroke: var(--soft); fill: none; marker-end: url(#tip); }
      .WRITE { fill: var(--write); } .READ { fill: var(--read); } .DOWNGRADED { fill: var(--downgraded); } .none { fill: var(--line); }
      </style>
      <marker id="tip" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 6 3 0 6z" fill="#7c8794"/></marker>
      """;

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final String title;

  /**
   * An empty picture.
   *
   * @param width in pixels
   * @param height in pixels
   * @param title what it shows, for those who do not see it
   */
  public Svg(int width, int height, String title) {
    this.width = width;
    this.height = height;
    this.title = title;
  }

  /** Text at its left end. */
  public void text(int x, int y, String styles, String words) {
    body.append(
        "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>\n".formatted(x, y, styles, escape(words)));
  }

  /** Text around its middle. */
  public void middle(int x, int y, String styles, String words) {
    body.append(
        "<text x=\"%d\" y=\"%d\" class=\"%s\" text-anchor=\"middle\">%s</text>\n"
            .formatted(x, y, styles, escape(words)));
  }

  /** A box. */
  public void box(int x, int y, int w, int h, String styles) {
    body.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" class=\"%s\"/>\n"
            .formatted(x, y, w, h, styles));
  }

  /** An arrow from one point to another. */
  public void arrow(int fromX, int fromY, int toX, int toY) {
    body.append("<path d=\"M%d %d %d %d\" class=\"arrow\"/>\n".formatted(fromX, fromY, toX, toY));
  }

  /** Compares with the picture of the site, or renews it. */
  public void assertIsOnSite(String name) throws IOException {
    Path file = IMAGES.resolve(name);
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(file, toString());
    }
    assertThat(toString()).isEqualTo(Files.readString(file));
  }

  @Override
  public String toString() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n<title>%s</title>\n%s%s</svg>\n"
        .formatted(width, height, width, height, escape(title), STYLE, body);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
