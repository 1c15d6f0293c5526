// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/** The page of the files names the fields of {@code run.json} as the file has them. */
class RunJsonPageTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/run-json.md");
  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

  @Test
  void theTablesHaveEachFieldAndNoOther() throws IOException {
    Set<String> run = fields(RunRecord.class);
    run.addAll(Set.of("schema", "seal")); // of the file, and of no record
    assertThat(table("## run.json, schema 2")).isEqualTo(run);
    assertThat(table("A strategy:")).isEqualTo(fields(StrategyRecord.class));
    assertThat(table("A case:")).isEqualTo(fields(CaseRecord.class));
    assertThat(table("A finding:")).isEqualTo(fields(FindingRecord.class));
    assertThat(table("An `evidence` is")).isEqualTo(fields(Evidence.class));
  }

  @Test
  void theParagraphsNameEachField() throws IOException {
    assertThat(names(paragraph("A stage has"))).containsAll(fields(StageRecord.class));
    assertThat(names(paragraph("The `provenance`:"))).containsAll(fields(Provenance.class));
  }

  /** Those of a record in the file; where one has kinds of its own these stand in its place. */
  private static Set<String> fields(Class<? extends Record> type) {
    Set<String> fields = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (RecordCodec.isInline(component)) {
        fields.addAll(fields(component.getType().asSubclass(Record.class)));
      } else {
        fields.add(RecordCodec.nameOf(component));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(JsonDerived.class)) {
        fields.add(method.getName());
      }
    }
    return fields;
  }

  /** The names in the first column of the table behind a text. */
  private static Set<String> table(String before) throws IOException {
    String page = Files.readString(PAGE);
    String rest = page.substring(page.indexOf(before));
    Set<String> names = new TreeSet<>();
    rest.lines()
        .dropWhile(line -> !line.startsWith("| --- |"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .forEach(row -> names.addAll(names(row.split("\\|")[1])));
    return names;
  }

  private static String paragraph(String begin) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("\n" + begin);
    return page.substring(from, page.indexOf("\n\n", from));
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }
}
