// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.Timeline;

/**
 * Writes the page for people: one file that needs no other, the same bytes for the same results.
 */
public final class HtmlReport {
  private static final String TEMPLATE = "report.ftlh";

  private HtmlReport() {}

  /** The page of a run whose sources are not there. */
  public static String write(RunRecord run, Timeline timeline, List<String> remarks) {
    return write(run, timeline, remarks, Sources.none());
  }

  /**
   * The page.
   *
   * @param remarks on the student's classes, as sentences
   * @param sources the student's
   */
  public static String write(
      RunRecord run, Timeline timeline, List<String> remarks, Sources sources) {
    return write(run, timeline, remarks, sources, Beside.NOTHING);
  }

  /**
   * The page.
   *
   * @param remarks on the student's classes, as sentences
   * @param sources the student's
   * @param beside what is known beside the results
   */
  public static String write(
      RunRecord run, Timeline timeline, List<String> remarks, Sources sources, Beside beside) {
    return page(
        TEMPLATE, Map.of("report", ReportModel.of(run, timeline, remarks, sources, beside)));
  }

  /** What a template makes of a model. */
  static String page(String template, Map<String, Object> model) {
    StringWriter page = new StringWriter();
    try {
      configuration().getTemplate(template).process(model, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("The template of the report is wrong", e);
    }
    return page.toString();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(HtmlReport.class, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
