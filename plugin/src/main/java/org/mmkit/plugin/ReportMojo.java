// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.AbstractMavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.mmkit.plugin.report.HtmlReport;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.report.Results;
import org.mmkit.plugin.report.Sources;
import org.mmkit.plugin.run.PlainFile;
import org.mmkit.suite.record.StrategyRecord;

/** Puts the report of the last {@code mmkit:verify} into the site, with a page that links it. */
@Mojo(name = "report", threadSafe = true)
public final class ReportMojo extends AbstractMavenReport {
  private static final String FOLDER = "mmkit";

  /** Where the results are. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  private File results;

  /** Whether to do nothing. */
  @Parameter(property = "mmkit.skip", defaultValue = "false")
  private boolean skipMmkit;

  @Override
  @SuppressWarnings("deprecation") // its successor has this as its default
  public String getOutputName() {
    return "mmkit";
  }

  @Override
  public String getName(Locale locale) {
    return "mmkit";
  }

  @Override
  public String getDescription(Locale locale) {
    return "How this project's way to unmap was judged.";
  }

  @Override
  public boolean canGenerateReport() {
    boolean hasResults = Files.isRegularFile(results.toPath().resolve(ResultFiles.RUN));
    if (!hasResults && !skipMmkit) {
      getLog().warn("mmkit: no results in " + results + ", so no report: run mmkit:verify first.");
    }
    return hasResults && !skipMmkit;
  }

  @Override
  protected void executeReport(Locale locale) throws MavenReportException {
    try {
      Results run = Results.read(results.toPath());
      Path folder = Files.createDirectories(Path.of(getReportOutputDirectory().getPath(), FOLDER));
      Path made = results.toPath().resolve(ResultFiles.REPORT);
      String page =
          Files.isRegularFile(made)
              ? PlainFile.text(made, PlainFile.RESULT_BYTES_MAX)
              : HtmlReport.write(run.run(), run.timeline(), run.remarks(), sources());
      Files.writeString(folder.resolve(ResultFiles.REPORT), page, StandardCharsets.UTF_8);
      writeLinkingPage(run);
    } catch (IOException | RuntimeException e) {
      throw new MavenReportException(
          "mmkit: the results in "
              + results
              + " cannot be read ("
              + e.getMessage()
              + "); run mmkit:verify again",
          e);
    }
  }

  private Sources sources() {
    List<String> roots = getProject().getCompileSourceRoots();
    return new Sources(roots.stream().map(Path::of).toList());
  }

  private void writeLinkingPage(Results run) {
    Sink sink = getSink();
    sink.head();
    sink.title();
    sink.text("mmkit");
    sink.title_();
    sink.head_();
    sink.body();
    sink.section1();
    sink.sectionTitle1();
    sink.text("mmkit");
    sink.sectionTitle1_();
    sink.paragraph();
    sink.link(FOLDER + "/" + ResultFiles.REPORT);
    sink.text("The whole report");
    sink.link_();
    sink.paragraph_();
    sink.list();
    for (StrategyRecord strategy : run.run().strategies()) {
      sink.listItem();
      sink.text(strategy.id() + ": " + strategy.verdict());
      sink.listItem_();
    }
    sink.list_();
    sink.section1_();
    sink.body_();
  }
}
