// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the index of the site's search from the pages' Markdown: one entry for each section, as a
 * script, so that it works from the disk. The build runs it from its source.
 */
public final class SearchIndex {
  private static final String SUFFIX = ".md";

  private SearchIndex() {}

  /** A part of a page below one heading. */
  record Section(String page, String title, String anchor, StringBuilder text) {}

  /**
   * @param arguments the folder of the pages, and the file to write
   */
  public static void main(String[] arguments) throws IOException {
    List<Section> sections = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of(arguments[0]))) {
      for (Path page : pages.filter(p -> p.toString().endsWith(SUFFIX)).sorted().toList()) {
        sections.addAll(sections(page));
      }
    }
    StringBuilder out = new StringBuilder("var mmkitIndex = [\n");
    for (Section one : sections) {
      out.append("[").append(quoted(one.page())).append(", ").append(quoted(one.anchor()));
      out.append(", ").append(quoted(one.title())).append(", ");
      out.append(quoted(one.text().toString().strip())).append("],\n");
    }
    Path file = Path.of(arguments[1]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, out.append("];\n"));
  }

  private static List<Section> sections(Path page) throws IOException {
    String name = page.getFileName().toString().replaceAll("\\.md$", ".html");
    List<Section> sections = new ArrayList<>();
    Section now = new Section(name, name, "", new StringBuilder());
    String title = "";
    boolean code = false;
    for (String line : Files.readAllLines(page)) {
      code ^= line.startsWith("```");
      if (!code && line.matches("#{1,4} .*")) {
        String heading = plain(line.replaceFirst("#+ ", ""));
        title = line.startsWith("# ") ? heading : title;
        String anchor = line.startsWith("# ") ? "" : anchor(heading);
        String shown = anchor.isEmpty() ? heading : title + ": " + heading;
        now = new Section(name, shown, anchor, new StringBuilder());
        sections.add(now);
      } else if (!line.matches("[|:\\- ]*")) {
        now.text().append(plain(line)).append(' ');
      }
    }
    return sections;
  }

  /** As the site names the anchor of a heading. */
  private static String anchor(String heading) {
    StringBuilder out = new StringBuilder();
    for (byte b : heading.strip().getBytes(StandardCharsets.UTF_8)) {
      char c = (char) b;
      if (c == ' ') {
        out.append('_');
      } else if (String.valueOf(c).matches("[A-Za-z0-9_.-]")) {
        out.append(c);
      } else {
        out.append(String.format(".%02X", b & 0xff));
      }
    }
    return out.toString().matches("[A-Za-z].*") ? out.toString() : "a" + out;
  }

  private static String plain(String line) {
    return line.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replaceAll("[`*]", "")
        .replace('|', ' ')
        .replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '<' || c < ' ' || c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
