// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Set;

/** The table of a class as a page: it needs no other file, and links the reports beside it. */
final class ClassHtml {
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}
      .wide{overflow-x:auto}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid GrayText;vertical-align:top}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
      meter{width:12rem}
      """;

  private final StringBuilder out = new StringBuilder();
  private final ClassTable table;
  private final Set<String> reports;

  private ClassHtml(ClassTable table, Set<String> reports) {
    this.table = table;
    this.reports = reports;
  }

  /**
   * @param reports ids of the submissions that have a page
   */
  static String write(ClassTable table, Set<String> reports) {
    return new ClassHtml(table, reports).page();
  }

  private String page() {
    String title = Markup.escape(table.title());
    out.append(head(table.title())).append("<h1>").append(title).append("</h1>\n<p>");
    out.append(Markup.escape(ClassText.lines(table).get(0))).append("</p>\n");
    submissions();
    alike();
    rules();
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  /** A page up to its content, which the element {@code main} holds. */
  static String head(String title) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\""
        + " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>"
        + Markup.escape(title)
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n<main>\n";
  }

  private void submissions() {
    out.append("<h2>Submissions</h2>\n<div class=\"wide\" tabindex=\"0\">\n<table>\n<thead><tr>");
    head("submission", false);
    head("name", false);
    head("verdict", false);
    if (table.rubric().isPresent()) {
      head("points of " + table.max(), true);
      table.parts().forEach(part -> head(part.id() + " of " + part.points(), true));
      if (table.hasLate()) {
        head("late", true);
      }
    }
    head("rules broken", false);
    head("", false);
    out.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(this::row);
    out.append("</tbody>\n</table>\n</div>\n");
  }

  private void head(String text, boolean number) {
    out.append(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
    out.append(Markup.escape(text)).append("</th>");
  }

  private void row(ClassRow row) {
    String id = Markup.escape(row.id());
    out.append("<tr><td>");
    out.append(
        reports.contains(row.id())
            ? "<a href=\"" + GradeStore.REPORTS + "/" + id + ".html\">" + id + "</a>"
            : id);
    out.append("</td>");
    cell(row.person().name(), false);
    cell(row.state(), false);
    if (table.rubric().isPresent()) {
      cell(row.points(), true);
      List<Score.Part> parts = row.parts();
      for (int i = 0; i < table.parts().size(); i++) {
        cell(i < parts.size() ? parts.get(i).points().toString() : "", true);
      }
      if (table.hasLate()) {
        cell(row.late(), true);
      }
    }
    cell(String.join(" ", row.rules()), false);
    cell(row.sentence(), false);
    out.append("</tr>\n");
  }

  private void cell(String text, boolean number) {
    out.append(number ? "<td class=\"n\">" : "<td>");
    out.append(Markup.escape(Plain.line(text))).append("</td>");
  }

  private void alike() {
    if (!table.alike().isEmpty()) {
      out.append("<h2>The same files</h2>\n<ul>\n");
      table
          .alike()
          .forEach(
              ids ->
                  out.append("<li>")
                      .append(Markup.escape(String.join(", ", ids)))
                      .append("</li>\n"));
      out.append("</ul>\n");
    }
  }

  private void rules() {
    List<ClassTable.Bar> bars = table.histogram();
    if (bars.isEmpty()) {
      return;
    }
    out.append("<h2>Rules, by how many broke them</h2>\n<div class=\"wide\" tabindex=\"0\">\n");
    out.append("<table>\n<thead><tr>");
    head("rule", false);
    head("what it says", false);
    head("submissions", true);
    head("", false);
    out.append("</tr></thead>\n<tbody>\n");
    for (ClassTable.Bar bar : bars) {
      out.append("<tr>");
      cell(bar.rule(), false);
      cell(bar.title(), false);
      cell("" + bar.submissions(), true);
      out.append("<td><meter aria-label=\"submissions\" min=\"0\" max=\"");
      out.append(table.rows().size()).append("\" value=\"").append(bar.submissions());
      out.append("\"></meter></td></tr>\n");
    }
    out.append("</tbody>\n</table>\n</div>\n");
  }
}
