// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests for Kubernetes have the fields that a Job has, and no others. */
class KubernetesTest {
  private static final Path MANIFESTS = Path.of("../examples/campaign/kubernetes");

  /** Words of the user, not of Kubernetes: no schema can know them. */
  private static final List<String> FREE = List.of("cpu", "memory");

  private static JsonSchema schema() throws IOException {
    try (InputStream schema =
        KubernetesTest.class.getResourceAsStream("workflow/kubernetes-job.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }
  }

  /** Each document of each file. */
  static List<ObjectNode> jobs() throws IOException {
    List<ObjectNode> jobs = new ArrayList<>();
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      for (Path file : files.sorted().toList()) {
        try (MappingIterator<ObjectNode> all =
            new YAMLMapper().readerFor(ObjectNode.class).readValues(file.toFile())) {
          jobs.addAll(all.readAll());
        }
      }
    }
    assertThat(jobs).hasSizeGreaterThanOrEqualTo(3);
    return jobs;
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void eachFitsTheSchema(ObjectNode job) throws IOException {
    assertThat(schema().validate(job)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void eachNameThatIsMisspelledIsSeen(ObjectNode job) throws IOException {
    JsonSchema schema = schema();
    objects(
        job,
        object -> {
          for (String name : names(object)) {
            JsonNode value = object.remove(name);
            object.set(name + "s", value);
            assertThat(schema.validate(job)).as(name + "s").isNotEmpty();
            object.remove(name + "s");
            object.set(name, value);
          }
        });
    assertThat(schema.validate(job)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void eachValueOfAnotherKindIsSeen(ObjectNode job) throws IOException {
    JsonSchema schema = schema();
    objects(
        job,
        object -> {
          for (String name : names(object)) {
            JsonNode value = object.get(name);
            object.set(name, another(value));
            assertThat(schema.validate(job)).as(name).isNotEmpty();
            object.set(name, value);
          }
        });
  }

  private static JsonNode another(JsonNode value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return value instanceof ValueNode ? make.arrayNode().add("x") : make.textNode("x");
  }

  @Test
  void whatIsMissingIsSeen() throws IOException {
    for (String path : List.of("/spec", "/spec/template", "/spec/template/spec/containers")) {
      ObjectNode job = jobs().get(0);
      int last = path.lastIndexOf('/');
      ((ObjectNode) job.at(path.substring(0, last))).remove(path.substring(last + 1));
      assertThat(schema().validate(job)).as(path).isNotEmpty();
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.removeAll(FREE);
    return names;
  }

  private static void objects(JsonNode node, Consumer<ObjectNode> each) {
    if (node instanceof ObjectNode object) {
      each.accept(object);
      List.copyOf(object.properties()).forEach(field -> objects(field.getValue(), each));
    } else if (node instanceof ArrayNode array) {
      array.forEach(item -> objects(item, each));
    }
  }
}
