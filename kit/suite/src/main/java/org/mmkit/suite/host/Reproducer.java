// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/**
 * A C program that makes the calls of a program of the case language on its own, and prints what
 * each gives. It is written from what the player is sent, so that both make the same calls.
 */
public final class Reproducer {
  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("a", "SYS_mprotect"),
          Map.entry("b", "SYS_munmap"),
          Map.entry("1a", "SYS_msync"),
          Map.entry("1c", "SYS_madvise"),
          Map.entry("95", "SYS_mlock"),
          Map.entry("96", "SYS_munlock"),
          Map.entry("98", "SYS_munlockall"),
          Map.entry("d8", "SYS_remap_file_pages"),
          Map.entry("149", "329 /* pkey_mprotect */"),
          Map.entry("145", "325 /* mlock2 */"),
          Map.entry("1ce", "462 /* mseal */"));

  private static final List<String> SOURCES = List.of("reproducer.c", "reproducer-more.c");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> lines;

  private Reproducer(String text) {
    lines = new ArrayDeque<>(text.lines().toList());
  }

  /**
   * The C program, complete.
   *
   * @param remarks what to say above it
   * @return nothing where a call has no form in it, such as those on SysV segments
   */
  public static Optional<String> of(Program program, List<String> remarks) {
    Reproducer made;
    try {
      made = new Reproducer(HostProgram.of(program).text());
    } catch (Unplayable why) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    SOURCES.forEach(source -> text.append(CProgram.text(source)).append('\n'));
    remarks.forEach(line -> text.append("// ").append(line).append('\n'));
    text.append("int main(void) {\n  begin();\n");
    for (Step step : program.setup()) {
      if (!made.call(step.call(), "  ")) {
        return Optional.empty();
      }
    }
    return Optional.of(text.append(made.out).append("  return 0;\n}\n").toString());
  }

  private boolean call(Call call, String indent) {
    String[] words = lines.remove().split(" ");
    String[] args = Arrays.copyOfRange(words, 1, words.length);
    out.append(indent).append("call(").append(quoted(call.text())).append(");\n");
    if (words[0].equals("fork")) {
      out.append(indent).append("puts(\"in a child:\");\n");
      out.append(indent).append("if (!fork()) {\n");
      boolean all = call.ops("ops").stream().allMatch(op -> call(op, indent + "  "));
      out.append(indent).append("  _exit(0);\n").append(indent).append("}\n");
      out.append(indent).append("wait(NULL);\n");
      return all;
    }
    String made = statement(words[0], args);
    out.append(indent).append(made).append(";\n");
    return !made.isEmpty();
  }

  private static String statement(String name, String[] args) {
    return switch (name) {
      case "sys" -> "result(syscall(" + number(args) + "))";
      case "mmap" -> place(args);
      case "mremap" -> "move(" + list(args) + ")";
      case "ld" -> "show_load(" + list(args) + ")";
      case "st" -> "printf(\"%s\\n\", store(" + list(args) + ") < 0 ? fault : \"OK\")";
      case "fill" -> "show_fill(" + list(args) + ")";
      case "pat" -> "show_pattern(" + list(args) + ")";
      case "mincore" ->
          args[2].equals("own")
              ? "show_mincore(" + value(args[0]) + ", " + value(args[1]) + ")"
              : "";
      case "maps" -> "show_maps(0)";
      case "nvma" -> "show_maps(1)";
      case "smaps" -> "show_smaps(" + value(args[0]) + ", " + quoted(args[1]) + ")";
      case "hasflag" -> "show_flag(" + value(args[0]) + ", " + quoted(args[1]) + ")";
      case "file" -> "on_file(" + file(args) + ")";
      case "mem" -> "through_mem(" + list(args) + (args.length == 2 ? ", 0)" : ")");
      case "lockall" -> "result(syscall(SYS_mlockall, " + list(args) + "))";
      case "vmlck" -> "show_locked()";
      case "pvm" -> "process_vm(" + list(args) + (args.length == 3 ? ", 0)" : ")");
      case "pipe" -> "through_pipe(" + list(args) + ")";
      case "padvise" -> "advise(" + list(args) + ")";
      case "uffdopen" -> "open_userfault()";
      case "uffd" ->
          "on_userfault("
              + String.join(", ", quoted(args[0]), value(args[1]), value(args[2]))
              + (args.length == 3 ? ", 0)" : ", " + value(args[3]) + ")");
      case "brkinit" -> "puts(sbrk(0) == heap ? \"OK\" : \"ENOMEM\")";
      case "brk" -> "move_break((unsigned long)heap + " + list(args) + ")";
      case "brkto" -> "move_break(" + list(args) + ")";
      default -> "";
    };
  }

  private static String number(String[] args) {
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    String name = NUMBERS.getOrDefault(args[0], "0x" + args[0]);
    return rest.length == 0 ? name : name + ", " + list(rest);
  }

  private static String place(String[] args) {
    String file =
        switch (args[4]) {
          case "-" -> "-1";
          case "f" -> "lettered()";
          case "m" -> "memory_file()";
          default -> "";
        };
    if (file.isEmpty() || args[6].equals("2")) {
      return "";
    }
    String front = list(Arrays.copyOfRange(args, 0, 4));
    return "place(" + front + ", " + file + ", " + value(args[5]) + ", " + value(args[6]) + ")";
  }

  private static String file(String[] args) {
    List<String> values = new ArrayList<>(List.of(quoted(args[0])));
    for (int i = 1; i < 3; i++) {
      values.add(i < args.length ? value(args[i]) : "0");
    }
    return String.join(", ", values);
  }

  private static String list(String[] args) {
    List<String> values = new ArrayList<>();
    for (String arg : args) {
      values.add(value(arg));
    }
    return String.join(", ", values);
  }

  /** A number of the player's: hexadecimal, perhaps from the heap on, perhaps with L. */
  private static String value(String arg) {
    if (arg.startsWith("H")) {
      return "((((unsigned long)heap + 4095) & -4096ul) + " + value(arg.substring(1)) + ")";
    }
    int star = arg.indexOf('*');
    return star < 0
        ? "0x" + arg + "ul"
        : "(0x" + arg.substring(0, star) + "ul + L * 0x" + arg.substring(star + 1) + "ul)";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
