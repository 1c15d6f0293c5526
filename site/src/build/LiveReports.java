// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lays a page that says so where a report is linked that this build did not make: the examples were
 * not run, or the tests ran on a JDK that is too old for the museum. The build runs it from its
 * source.
 */
public final class LiveReports {
  private static final Pattern LINK = Pattern.compile("\\]\\((live/[A-Za-z0-9-]+\\.html)");

  private LiveReports() {}

  /**
   * @param arguments the folder of the pages in Markdown, and that of the site
   */
  public static void main(String[] arguments) throws IOException {
    TreeSet<String> linked = new TreeSet<>();
    try (Stream<Path> pages = Files.list(Path.of(arguments[0]))) {
      for (Path page : pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
        Matcher links = LINK.matcher(Files.readString(page));
        while (links.find()) {
          linked.add(links.group(1));
        }
      }
    }
    for (String one : linked) {
      Path file = Path.of(arguments[1]).resolve(one);
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, instead(one));
      }
    }
  }

  private static String instead(String report) {
    String back = report.contains("museum-") ? "museum.html" : "index.html";
    String why =
        report.contains("museum-")
            ? "The cards of the museum are made by a test that needs continuations, which a JDK has"
                + " since 21; the tests ran on an older one, or not at all."
            : "The tests and examples that make it were not run before the site was made.";
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not made"
        + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>:root{color-scheme:"
        + "light dark}body{font:1rem/1.5 sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}"
        + "</style></head><body><main><h1>This report was not made</h1><p>"
        + why
        + "</p><p>In a clone of mmkit, <code>.ci/run</code> makes it with the newest JDK that it"
        + " finds, and <code>mvn site -pl site</code> then shows it here.</p><p><a href=\"../"
        + back
        + "\">Back</a></p></main></body></html>\n";
  }
}
