// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.grade.Gradebook;
import org.mmkit.plugin.run.InputException;

/**
 * Folds what {@code mmkit:grade} found in the modules of a course into one table: a line for each
 * student, a column for each assignment, and the sum. Judges nothing.
 */
@Mojo(name = "gradebook", aggregator = true, threadSafe = true)
public final class GradebookMojo extends PlainMojo {
  private static final String SUBMISSIONS = "mmkit.submissions";
  private static final String OUTPUT = "mmkit.outputDirectory";

  /**
   * The folders that {@code mmkit:grade} wrote. Default: those of the modules of this build that
   * have {@code mmkit.submissions} among their properties.
   */
  @Parameter(property = "mmkit.graded")
  @Nullable List<File> graded;

  /** Where the results go: into the folder {@code gradebook} within. */
  @Parameter(property = "mmkit.outputDirectory", defaultValue = "${project.build.directory}/mmkit")
  File outputDirectory;

  @Override
  void call() throws MojoFailureException {
    Path folder = outputDirectory.toPath().resolve(Gradebook.FOLDER);
    Gradebook.read(folders()).write(folder).forEach(getLog()::info);
    getLog().info("mmkit: the gradebook is in " + folder);
  }

  private Map<String, Path> folders() {
    Map<String, Path> folders = new LinkedHashMap<>();
    if (graded != null && !graded.isEmpty()) {
      graded.forEach(file -> add(folders, name(file.toPath()), file.toPath()));
    } else {
      for (MavenProject module : session.getProjects()) {
        if (module.getProperties().containsKey(SUBMISSIONS)) {
          add(folders, module.getBasedir().getName(), results(module).resolve("grade"));
        }
      }
    }
    if (folders.isEmpty()) {
      throw new InputException(
          "No module here is to be graded: none has the property mmkit.submissions. Run this in a"
              + " course, or name graded folders (mmkit.graded).");
    }
    return folders;
  }

  /** Where {@code mmkit:grade} writes in a module. */
  private Path results(MavenProject module) {
    String set =
        session
            .getUserProperties()
            .getProperty(OUTPUT, module.getProperties().getProperty(OUTPUT, ""));
    return set.isEmpty()
        ? Path.of(module.getBuild().getDirectory(), "mmkit")
        : module.getBasedir().toPath().resolve(set);
  }

  /** The folder of an assignment: that of its project, where there is one. */
  private static String name(Path graded) {
    Path folder = graded.toAbsolutePath().normalize();
    for (String inner : List.of("grade", "mmkit", "target")) {
      Path parent = folder.getParent();
      if (folder.endsWith(inner) && parent != null) {
        folder = parent;
      }
    }
    return String.valueOf(folder.getFileName());
  }

  private static void add(Map<String, Path> folders, String name, Path folder) {
    if (folders.containsKey(name) || folders.containsValue(folder)) {
      throw new InputException(
          "Two assignments have the name "
              + name
              + ", or the results in "
              + folder
              + ": give each a folder of its own (mmkit.graded, mmkit.outputDirectory).");
    }
    folders.put(name, folder);
  }
}
