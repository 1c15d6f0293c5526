// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/**
 * Plays case files on the kernel that this runs on and prints each case that does not go as its
 * lines say. Arguments: files or folders; or {@code -e 'call;call'}; or nothing, for the shipped
 * cases. Calls are separated by semicolons outside of quotes.
 */
final class HostTable {
  private HostTable() {}

  public static void main(String[] args) throws Unplayable {
    int agree = 0;
    int differ = 0;
    int skipped = 0;
    boolean all = args.length > 0 && args[0].equals("-e");
    try (Host host = Host.open()) {
      for (Program program : programs(args)) {
        try {
          Played played = host.play(program);
          boolean same = agrees(program, played);
          agree += same ? 1 : 0;
          differ += same ? 0 : 1;
          if (!same || all) {
            System.out.print(transcript(program, played));
          }
        } catch (Unplayable why) {
          skipped++;
          System.out.println(program.id() + " SKIP " + why.reason());
        }
      }
      host.leak().ifPresent(System.out::println);
    }
    System.out.println(agree + " agree, " + differ + " differ, " + skipped + " skipped");
  }

  private static List<Program> programs(String[] args) {
    if (args.length == 0) {
      return Cases.shipped();
    }
    if (!args[0].equals("-e")) {
      return Cases.load(List.of(args).stream().map(Path::of).toList());
    }
    List<String> lines = new ArrayList<>(List.of("@E | on the command line | P1"));
    StringBuilder line = new StringBuilder();
    char quote = 0;
    for (char c : args[1].toCharArray()) {
      quote = quote == 0 && (c == '"' || c == '\'') ? c : c == quote ? 0 : quote;
      if (c == ';' && quote == 0) {
        lines.add(line.toString());
        line.setLength(0);
      } else {
        line.append(c);
      }
    }
    lines.add(line.toString());
    return CaseParser.parse("-e", String.join("\n", lines));
  }

  static boolean agrees(Program program, Played played) {
    boolean same = played.results().size() == program.setup().size();
    for (int i = 0; same && i < program.setup().size(); i++) {
      same = program.setup().get(i).expected().matches(played.result(i));
    }
    return same;
  }

  static String transcript(Program program, Played played) {
    StringBuilder text = new StringBuilder("@" + program.id() + " | " + program.title() + "\n");
    for (int i = 0; i < program.setup().size(); i++) {
      var step = program.setup().get(i);
      boolean same = step.expected().matches(played.result(i));
      text.append(step.call().text()).append(" => ").append(played.result(i));
      text.append(same ? "" : "      <- expected " + step.expected().text()).append('\n');
    }
    return text.toString();
  }
}
