// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.project.MavenProject;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.report.Sources;

/**
 * Links to lines of the source and to the report, by the escape sequence OSC 8, where a terminal
 * shows such. They are added to lines that {@link ConsoleText} has cleaned, and lead to files of
 * the project alone: no text of a strategy can make one that leads elsewhere.
 */
final class Hyperlinks {
  private static final Pattern PLACE =
      Pattern.compile("(?<![\\w./$-])([\\w$-]+\\.java):(\\d{1,6})");
  private static final String OPEN = "\u001b]8;;";
  private static final String END = "\u001b\\";

  /** Terminals that show links say who they are by one of these. */
  private static final Set<String> PROGRAMS =
      Set.of("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty", "Tabby", "rio");

  private static final Set<String> TERMS = Set.of("xterm-kitty", "alacritty", "foot", "contour");
  private static final Set<String> MARKS =
      Set.of("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM", "JEDITERM_HYPERLINKS");
  private static final int VTE_MIN = 5000;

  private final boolean shown;
  private final Sources sources;
  private final Path report;

  /**
   * @param shown whether the terminal shows links
   * @param report where it is or will be
   */
  Hyperlinks(boolean shown, Sources sources, Path report) {
    this.shown = shown;
    this.sources = sources;
    this.report = report;
  }

  /** Those of a goal's project. */
  static Hyperlinks of(JudgingMojo mojo) {
    MavenProject project = mojo.session.getCurrentProject();
    boolean watched = Terminal.of(mojo.session.getRequest().isInteractiveMode()).isPresent();
    List<String> roots = project.getCompileSourceRoots();
    return new Hyperlinks(
        watched && areShown(System.getenv()),
        new Sources(roots.stream().map(Path::of).toList()),
        mojo.outputDirectory.toPath().resolve(ResultFiles.REPORT));
  }

  /** Whether the terminal of an environment shows links. */
  static boolean areShown(Map<String, String> environment) {
    String forced = environment.getOrDefault("FORCE_HYPERLINK", "");
    if (!forced.isEmpty()) {
      return !forced.equals("0");
    }
    if (environment.containsKey("CI") || environment.getOrDefault("TERM", "").equals("dumb")) {
      return false;
    }
    String vte = environment.getOrDefault("VTE_VERSION", "");
    return PROGRAMS.contains(environment.getOrDefault("TERM_PROGRAM", ""))
        || TERMS.contains(environment.getOrDefault("TERM", ""))
        || MARKS.stream().anyMatch(environment::containsKey)
        || vte.matches("[0-9]{1,8}") && Integer.parseInt(vte) >= VTE_MIN;
  }

  /**
   * Adds them to lines.
   *
   * @param clean what {@link ConsoleText} made of them
   */
  String add(String clean) {
    if (!shown) {
      return clean;
    }
    Matcher place = PLACE.matcher(clean);
    String linked =
        place.replaceAll(
            found -> {
              Optional<Path> file = sources.file(found.group(1));
              String text = found.group();
              return Matcher.quoteReplacement(
                  file.map(path -> link(path.toUri() + "#" + found.group(2), text)).orElse(text));
            });
    return linked.replace(report.toString(), link(report.toUri().toString(), report.toString()));
  }

  private static String link(String to, String text) {
    return OPEN + to + END + text + OPEN + END;
  }
}
