// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a quiz as a page that needs no other file: to be read without scripts, and filled in
 * with them. Whatever the text is, it is shown and never run.
 */
public final class QuizHtml {
  private static final Pattern QUESTION = Pattern.compile("(\\d{1,3})\\. (.+)");
  private static final Pattern OPTION = Pattern.compile(" {4}([a-z])\\) (.+)");
  private static final Pattern FIRST_LINE = Pattern.compile(" {4}(mmkit-quiz [0-9a-f]{8})");

  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
      pre,code,textarea{font:.85rem/1.45 ui-monospace,monospace}
      pre{white-space:pre-wrap;overflow-wrap:anywhere}
      fieldset{border:1px solid #8888;border-radius:.4rem;margin:1.5rem 0;padding:.5rem 1rem}
      legend{font-weight:600} label{display:block;padding:.25rem 0}
      textarea{width:100%;min-height:12rem;box-sizing:border-box}
      @media print{textarea{display:none} fieldset{break-inside:avoid}}
      """;

  private static final String SCRIPT =
      """
      const out=document.getElementById('sheet');
      function fill(){let lines=[out.dataset.first];
      document.querySelectorAll('fieldset').forEach(q=>{
      const c=q.querySelector('input:checked');if(c)lines.push(q.dataset.number+' '+c.value)});
      out.value=lines.join('\\n')+'\\n'}
      document.addEventListener('change',e=>{if(e.target.type==='radio')fill()});fill();
      """;

  /** A question: its heading, the lines up to what is asked, and the options. */
  private record Part(String number, String title, List<String> lines, List<String[]> options) {}

  private QuizHtml() {}

  /** The page for a text. */
  public static String write(String text) {
    List<String> lines = text.lines().toList();
    String heading = lines.isEmpty() ? "" : lines.get(0);
    String first = "";
    List<Part> parts = new ArrayList<>();
    for (String line : lines) {
      Matcher question = QUESTION.matcher(line);
      Matcher sheet = FIRST_LINE.matcher(line);
      if (question.matches()) {
        parts.add(
            new Part(question.group(1), question.group(2), new ArrayList<>(), new ArrayList<>()));
      } else if (parts.isEmpty()) {
        first = sheet.matches() ? sheet.group(1) : first;
      } else {
        add(parts.get(parts.size() - 1), line);
      }
    }
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<title>").append(escape(heading)).append("</title>\n<style>\n");
    html.append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<h1>");
    html.append(escape(heading)).append("</h1>\n");
    html.append("<p>Each question shows which task ran when. Choose what comes of it.</p>\n");
    parts.forEach(part -> question(html, part));
    html.append("<h2>Your answers</h2>\n<p><label for=\"sheet\">Hand in this text as a file.");
    html.append(" It grows as you choose; without scripts, write it yourself: a line such as");
    html.append(" <code>1 a</code> for each question.</label></p>\n");
    html.append("<textarea id=\"sheet\" spellcheck=\"false\" data-first=\"");
    html.append(escape(first)).append("\">").append(escape(first));
    html.append("\n</textarea>\n</main>\n<script>\n").append(SCRIPT).append("</script>\n");
    return html.append("</body>\n</html>\n").toString();
  }

  private static void add(Part part, String line) {
    Matcher option = OPTION.matcher(line);
    if (option.matches()) {
      part.options().add(new String[] {option.group(1), option.group(2)});
    } else if (part.options().isEmpty()) {
      part.lines().add(line);
    } else if (!line.isBlank()) {
      part.options().get(part.options().size() - 1)[1] += " " + line.strip();
    }
  }

  private static void question(StringBuilder html, Part part) {
    html.append("<fieldset data-number=\"").append(part.number()).append("\">\n<legend>");
    html.append(part.number()).append(". ").append(escape(part.title())).append("</legend>\n<pre>");
    html.append(escape(String.join("\n", part.lines()))).append("</pre>\n");
    for (String[] option : part.options()) {
      html.append("<label><input type=\"radio\" name=\"q").append(part.number());
      html.append("\" value=\"").append(option[0]).append("\"> ").append(option[0]).append(") ");
      html.append("<code>").append(escape(option[1])).append("</code></label>\n");
    }
    html.append("</fieldset>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
