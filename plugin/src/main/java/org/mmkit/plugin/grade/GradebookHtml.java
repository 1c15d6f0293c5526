// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The table of a course as a page, which links the report of each submission. */
final class GradebookHtml {
  private final StringBuilder out = new StringBuilder();
  private final Gradebook book;
  private final Path folder;

  private GradebookHtml(Gradebook book, Path folder) {
    this.book = book;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * @param folder where the page will be, from which it links reports
   */
  static String write(Gradebook book, Path folder) {
    return new GradebookHtml(book, folder).page();
  }

  private String page() {
    String title = "The course: " + book.lines().size() + " students";
    out.append(ClassHtml.head(title)).append("<h1>").append(title).append("</h1>\n");
    out.append("<div class=\"wide\" tabindex=\"0\">\n<table>\n<thead><tr>");
    cell("th scope=\"col\"", "student");
    cell("th scope=\"col\"", "name");
    for (Gradebook.Column column : book.columns()) {
      cell("th scope=\"col\" class=\"n\"", column.title() + ", of " + column.max());
    }
    cell("th scope=\"col\" class=\"n\"", "total, of " + book.max());
    out.append("</tr></thead>\n<tbody>\n");
    book.lines().entrySet().forEach(this::row);
    out.append("</tbody>\n</table>\n</div>\n");
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private void row(Map.Entry<String, Gradebook.Line> entry) {
    Gradebook.Line line = entry.getValue();
    out.append("<tr>");
    cell("th scope=\"row\"", entry.getKey());
    cell("td", line.person().name());
    List<Gradebook.Cell> cells = line.cells();
    for (int i = 0; i < cells.size(); i++) {
      points(entry.getKey(), cells.get(i), book.columns().get(i));
    }
    cell("td class=\"n\"", line.total().toString());
    out.append("</tr>\n");
  }

  private void points(String id, Gradebook.Cell cell, Gradebook.Column column) {
    String said = cell.state().equals("PASS") ? "" : " " + cell.state();
    String text = Markup.escape(cell.points() + said);
    Path report = column.graded().resolve(GradeStore.REPORTS).resolve(id + ".html");
    out.append("<td class=\"n\">");
    if (Files.isRegularFile(report)) {
      Path way = folder.relativize(report.toAbsolutePath().normalize());
      out.append("<a href=\"").append(Markup.escape(way.toString().replace('\\', '/')));
      out.append("\">").append(text).append("</a>");
    } else {
      out.append(text);
    }
    out.append("</td>");
  }

  private void cell(String tag, String text) {
    out.append('<').append(tag).append('>').append(Markup.escape(Plain.line(text)));
    out.append("</").append(tag, 0, 2).append('>');
  }
}
