// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No link of a page leads nowhere: to a page, a heading, a picture or a file that is not there. */
class SiteLinksTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path SITE = TOP.resolve("site/src/site");
  private static final Path PAGES = SITE.resolve("markdown");

  /** Behind an empty line, without the line of dashes that a head has. */
  private static final Pattern LONE_ROW = Pattern.compile("\n\n(\\| [^\n]*)\n(?!\\| ?:?-)");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
  private static final Pattern MENU = Pattern.compile("<item [^>]*href=\"([^\"]+)\"");
  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");

  /** What the build of the site makes. */
  private static final String MADE = "live/";

  @Test
  void ofPages() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path page : markdown(PAGES)) {
      for (String link : links(LINK, Files.readString(page))) {
        String from = String.valueOf(page.getFileName()).replaceAll("\\.md$", ".html");
        if (!leadsToAPage(from, link)) {
          wrong.add(page.getFileName() + ": " + link);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A row behind an empty line is no row of the table above it: it shows as text. */
  @Test
  void rowsOfTablesStandTogether() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path page : markdown(PAGES)) {
      Matcher row = LONE_ROW.matcher(Files.readString(page));
      while (row.find()) {
        wrong.add(page.getFileName() + ": " + row.group(1));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void ofTheMenu() throws IOException {
    List<String> links = links(MENU, Files.readString(SITE.resolve("site.xml")));
    assertThat(links).hasSizeGreaterThan(10).allMatch(link -> leadsToAPage("index.html", link));
  }

  @Test
  void theMenuHasEachPageOnce() throws IOException {
    assertThat(links(MENU, Files.readString(SITE.resolve("site.xml"))))
        .containsExactlyInAnyOrderElementsOf(
            markdown(PAGES).stream()
                .map(page -> String.valueOf(page.getFileName()).replaceAll("\\.md$", ".html"))
                .toList());
  }

  @Test
  void ofFilesBesideTheCode() throws IOException {
    List<Path> files = new ArrayList<>(markdown(TOP.resolve(".github")));
    files.add(TOP.resolve("README.md"));
    try (Stream<Path> examples = Files.walk(TOP.resolve("examples"), 2)) {
      examples.filter(file -> file.endsWith("README.md")).forEach(files::add);
    }
    assertThat(files).hasSizeGreaterThan(8);
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      for (String link : links(LINK, Files.readString(file))) {
        String[] parts = link.split("#", 2);
        Path to = file.resolveSibling(parts[0]).normalize();
        boolean found = parts[0].isEmpty() || Files.exists(to);
        if (found && parts.length == 2 && to.startsWith(PAGES)) {
          found = anchors(to).contains(parts[1]);
        }
        if (!found) {
          wrong.add(TOP.relativize(file) + ": " + link);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean leadsToAPage(String from, String link) {
    if (link.startsWith(MADE)) {
      return true;
    }
    String[] parts = link.split("#", 2);
    String file = parts[0].isEmpty() ? from : parts[0];
    if (!file.endsWith(".html")) {
      return Files.exists(SITE.resolve("resources").resolve(file));
    }
    Path page = PAGES.resolve(file.replaceAll("\\.html$", ".md"));
    return Files.exists(page) && (parts.length == 1 || anchors(page).contains(parts[1]));
  }

  private static Set<String> anchors(Path page) {
    try {
      Set<String> anchors = new TreeSet<>();
      for (String line : Files.readAllLines(page)) {
        if (line.matches("#{1,6} .*")) {
          anchors.add(anchor(line.replaceFirst("#+ ", "").replaceAll("[`*]", "").strip()));
        }
        links(Pattern.compile("<a (?:id|name)=\"([^\"]+)\""), line).forEach(anchors::add);
      }
      return anchors;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** As Doxia names it. */
  private static String anchor(String heading) {
    StringBuilder out = new StringBuilder();
    for (byte b : heading.getBytes(StandardCharsets.UTF_8)) {
      String c = String.valueOf((char) b);
      out.append(
          c.equals(" ") ? "_" : c.matches("[A-Za-z0-9_.-]") ? c : String.format(".%02X", b & 0xff));
    }
    return out.toString().matches("[A-Za-z].*") ? out.toString() : "a" + out;
  }

  private static List<String> links(Pattern pattern, String text) {
    List<String> links = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (!ELSEWHERE.matcher(matcher.group(1)).matches()) {
        links.add(matcher.group(1));
      }
    }
    return links;
  }

  private static List<Path> markdown(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
