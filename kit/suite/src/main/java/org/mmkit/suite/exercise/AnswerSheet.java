// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;

/**
 * The answers that somebody hands in.
 *
 * @param chosen number of the question, from 1, to index of the option
 */
record AnswerSheet(Map<Integer, Integer> chosen) {
  private static final Pattern LINE = Pattern.compile("(\\d{1,3})[.):]?\\s+([a-z])\\)?");

  /**
   * Reads a sheet.
   *
   * @throws BadInputException if it is none, or one for other questions; names file and line
   */
  static AnswerSheet parse(CaseFile file, QuizPage page) {
    Map<Integer, Integer> chosen = new TreeMap<>();
    String[] lines = file.text().split("\\R", -1);
    String first = lines[0].strip();
    if (!first.startsWith(QuizPage.MAGIC)) {
      throw bad(
          file,
          1,
          "this is no sheet of answers",
          "its first line is one such as " + page.firstLine());
    }
    if (!first.equals(page.firstLine())) {
      throw bad(
          file,
          1,
          "these are answers to other questions, \""
              + first
              + "\", and not \""
              + page.firstLine()
              + "\"",
          "give the same student, seed, strategy, scenarios and number of questions, and the"
              + " version of mmkit that made them");
    }
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        answer(file, i + 1, line, page, chosen);
      }
    }
    return new AnswerSheet(chosen);
  }

  private static void answer(
      CaseFile file, int number, String line, QuizPage page, Map<Integer, Integer> chosen) {
    Matcher answer = LINE.matcher(line);
    if (!answer.matches()) {
      throw bad(file, number, "\"" + line + "\" is no answer", "write a line such as \"1 a\"");
    }
    int question = Integer.parseInt(answer.group(1));
    if (question < 1 || question > page.items().size()) {
      throw bad(
          file,
          number,
          "there is no question " + question,
          "they are numbered from 1 to " + page.items().size());
    }
    int option = answer.group(2).charAt(0) - 'a';
    int options = page.items().get(question - 1).options().size();
    if (option >= options) {
      throw bad(
          file,
          number,
          "question " + question + " has no option " + answer.group(2),
          "choose one from a to " + QuizItem.letter(options - 1));
    }
    if (chosen.putIfAbsent(question, option) != null) {
      throw bad(file, number, "question " + question + " is answered twice", "remove a line");
    }
  }

  private static BadInputException bad(CaseFile file, int line, String cause, String fix) {
    return new BadInputException(file.name() + ":" + line + ": " + cause + ": " + fix + ".");
  }
}
