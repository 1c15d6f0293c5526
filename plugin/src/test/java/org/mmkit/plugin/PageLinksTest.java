// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Follows each link of the site, of the README and of the examples, and the menu of the site. */
class PageLinksTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGES = TOP.resolve("site/src/site/markdown");
  private static final Path RESOURCES = TOP.resolve("site/src/site/resources");

  /** Made by the site's build and not kept. */
  private static final String LIVE = "live/";

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ITEM = Pattern.compile("href=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

  @Test
  void eachLinkOfThePagesLeadsSomewhere() throws IOException {
    List<String> lost = new ArrayList<>();
    for (Path page : markdown(PAGES)) {
      for (String link : links(page, LINK)) {
        if (!isOnSite(link, page)) {
          lost.add(page.getFileName() + " -> " + link);
        }
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void eachLinkOfTheReadmesLeadsToAFile() throws IOException {
    List<Path> readmes = new ArrayList<>(markdown(TOP.resolve("examples")));
    readmes.addAll(markdown(TOP.resolve(".github")));
    readmes.add(TOP.resolve("README.md"));
    List<String> lost = new ArrayList<>();
    for (Path page : readmes) {
      for (String link : links(page, LINK)) {
        String file = link.replaceFirst("#.*", "");
        if (!file.isEmpty() && !Files.exists(page.resolveSibling(file))) {
          lost.add(TOP.relativize(page) + " -> " + link);
        }
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void theMenuHasEachPageOnce() throws IOException {
    List<String> menu = links(TOP.resolve("site/src/site/site.xml"), ITEM);
    assertThat(menu)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            markdown(PAGES).stream()
                .map(page -> page.getFileName().toString().replaceFirst("md$", "html"))
                .toList());
  }

  private static boolean isOnSite(String link, Path from) throws IOException {
    String[] parts = link.split("#", 2);
    if (parts[0].startsWith(LIVE)) {
      return true;
    }
    Path page = parts[0].isEmpty() ? from : PAGES.resolve(parts[0].replaceFirst("[.]html$", ".md"));
    if (!Files.exists(page)) {
      return Files.exists(RESOURCES.resolve(parts[0]));
    }
    return parts.length < 2 || ids(page).contains(parts[1]);
  }

  /** As Doxia makes them of headings. */
  private static Set<String> ids(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(heading -> heading.group(1).replaceAll("[`*]", "").strip())
        .map(text -> text.replace(' ', '_').replaceAll("[^A-Za-z0-9_.:-]", ""))
        .collect(Collectors.toSet());
  }

  private static List<String> links(Path page, Pattern pattern) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(page));
    return matcher
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  private static List<Path> markdown(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }
}
