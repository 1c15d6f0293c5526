// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Extension;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.mmkit.plugin.run.PlainFile;
import org.mmkit.suite.record.Provenance;

/**
 * What a project gives Maven itself, in whose JVM the results are written. An attacker's extension
 * can lie here as anywhere; an honest record says that there is one.
 */
final class MavenItself {
  private static final int BYTES_MAX = 1 << 16;
  private static final String FOLDER = ".mvn";

  private MavenItself() {}

  /** Each as a parameter that is not its default. */
  static List<Provenance.Setting> settings(JudgingMojo mojo) {
    List<Provenance.Setting> settings = new ArrayList<>();
    add(settings, "extensions of the build", extensions(mojo.session.getCurrentProject()));
    File root = mojo.session.getRequest().getMultiModuleProjectDirectory();
    if (root != null) {
      for (String name : List.of("extensions.xml", "jvm.config")) {
        add(settings, FOLDER + "/" + name, content(root.toPath().resolve(FOLDER).resolve(name)));
      }
    }
    String brought = MavenConfig.of(mojo.session.getRequest()).brings();
    add(settings, FOLDER + "/maven.config", brought);
    Plugin plugin = mojo.plugin.getPlugin();
    add(settings, "dependencies of the plugin", plugin == null ? "" : of(plugin.getDependencies()));
    return settings;
  }

  private static void add(List<Provenance.Setting> settings, String name, String value) {
    if (!value.isEmpty()) {
      settings.add(new Provenance.Setting(name, value, name.startsWith(FOLDER) ? "file" : "POM"));
    }
  }

  private static String of(List<Dependency> dependencies) {
    return dependencies.stream()
        .map(one -> one.getGroupId() + ":" + one.getArtifactId() + ":" + one.getVersion())
        .collect(Collectors.joining(","));
  }

  private static String extensions(MavenProject project) {
    List<String> names = new ArrayList<>();
    Build build = project.getBuild();
    if (build != null) {
      build.getExtensions().stream().map(MavenItself::name).forEach(names::add);
      build.getPlugins().stream()
          .filter(Plugin::isExtensions)
          .map(Plugin::getKey)
          .forEach(names::add);
    }
    return String.join(",", names);
  }

  private static String name(Extension one) {
    return one.getGroupId() + ":" + one.getArtifactId() + ":" + one.getVersion();
  }

  private static String content(Path file) {
    if (!Files.exists(file)) {
      return "";
    }
    try {
      String text = PlainFile.text(file, BYTES_MAX).strip();
      return text.replaceAll("(?s)<!--.*?-->", "").replaceAll("\\s+", " ").strip();
    } catch (IOException e) {
      return "cannot be read";
    }
  }
}
