// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.List;

/** Questions as a page that needs no other file: to be read without scripts, and filled in with. */
final class QuizHtml {
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:1rem}
      pre,code,textarea{font:.9rem/1.4 ui-monospace,monospace}
      pre{white-space:pre-wrap;border-inline-start:.25rem solid #8888;padding-inline-start:.75rem}
      fieldset{border:1px solid #8888;border-radius:.4rem;margin:1.5rem 0;padding:.5rem 1rem}
      legend{font-weight:600} label{display:block;padding:.2rem 0}
      textarea{width:100%;min-height:12rem;box-sizing:border-box}
      @media print{textarea{display:none}}
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

  private QuizHtml() {}

  static String write(QuizPage page) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<title>").append(escape(page.heading())).append("</title>\n<style>\n");
    html.append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<h1>");
    html.append(escape(page.heading())).append("</h1>\n");
    html.append("<p>Each question shows which task ran when. Choose what comes of it.</p>\n");
    for (int i = 0; i < page.items().size(); i++) {
      question(html, i + 1, page.items().get(i));
    }
    html.append("<h2>Your answers</h2>\n<p><label for=\"sheet\">Hand in this text as a file.");
    html.append(" It grows as you choose; without scripts, write it yourself: a line such as");
    html.append(" <code>1 a</code> for each question.</label></p>\n");
    html.append("<textarea id=\"sheet\" spellcheck=\"false\" data-first=\"");
    html.append(escape(page.firstLine())).append("\">").append(escape(page.firstLine()));
    html.append("\n</textarea>\n</main>\n<script>\n").append(SCRIPT).append("</script>\n");
    return html.append("</body>\n</html>\n").toString();
  }

  private static void question(StringBuilder html, int number, QuizItem item) {
    html.append("<fieldset data-number=\"").append(number).append("\">\n<legend>").append(number);
    html.append(". ").append(escape(item.program().title())).append("</legend>\n<pre>");
    List<String> program = QuizPage.programLines(item.program());
    html.append(escape(item.program().id() + "\n" + String.join("\n", program)));
    html.append("</pre>\n<ol>\n");
    for (String row : item.rows()) {
      html.append("<li>").append(escape(row)).append("</li>\n");
    }
    html.append("</ol>\n<p>").append(escape(item.topic().text())).append("</p>\n");
    for (int option = 0; option < item.options().size(); option++) {
      char letter = QuizItem.letter(option);
      html.append("<label><input type=\"radio\" name=\"q").append(number).append("\" value=\"");
      html.append(letter).append("\"> ").append(letter).append(") ");
      html.append("<code>").append(escape(item.options().get(option))).append("</code></label>\n");
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
