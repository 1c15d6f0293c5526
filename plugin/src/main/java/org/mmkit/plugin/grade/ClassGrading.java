// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mmkit.plugin.perf.Limits;
import org.mmkit.plugin.run.Ending;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.Verification;
import org.mmkit.plugin.run.VerifyRequest;

/** Judges a folder of submissions, several at a time. */
public final class ClassGrading {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,79}");

  private final Path submissions;
  private final Path output;
  private final Shard shard;
  private final Consumer<String> log;
  private Variants variants = Variants.NONE;
  private Limits limits = Limits.NONE;

  /**
   * @param submissions a folder with a folder for each
   * @param output where the results go
   * @param log gets a line for each submission
   */
  public ClassGrading(Path submissions, Path output, Shard shard, Consumer<String> log) {
    this.submissions = submissions.toAbsolutePath().normalize();
    this.output = output.toAbsolutePath().normalize();
    this.shard = shard;
    this.log = log;
  }

  /** Fails submissions whose measures are beyond what an assignment allows. */
  public ClassGrading allowing(Limits most) {
    limits = most;
    return this;
  }

  /** Lets each schedule attack the variant of its student. */
  public ClassGrading givingVariants(Variants whose) {
    variants = whose;
    return this;
  }

  /**
   * Judges, and writes what became of each submission as soon as it is known.
   *
   * @param request whose student's classes are those of no submission; where schedules are taken,
   *     those of the strategy that is attacked
   * @param folder the folder within each submission that counts; empty for all of it
   * @param scratch a fresh folder
   * @throws InputException if nothing can be judged
   */
  public void judge(VerifyRequest request, Take take, String folder, int release, Path scratch) {
    List<Path> all = all();
    List<Path> mine = shard.of(all);
    try (Ending ending = Ending.watch()) {
      VerifyRequest asked =
          take == Take.SCHEDULES ? schedules(request, all, folder, scratch) : request;
      variants.require(all.stream().map(ClassGrading::id).toList());
      Terms terms = Terms.of(asked, take, release, variants.by(), limits);
      GradeStore store = GradeStore.open(output);
      store.retain(mine.stream().map(ClassGrading::id).toList());
      SubmissionJudge judge =
          new SubmissionJudge(asked, terms, folder, Verification.jvmFor(request), ending)
              .givingVariants(variants)
              .allowing(limits);
      judge(judge, mine, store, request.jvm().atOnce(), scratch);
      store.write(new ShardHead(terms, shard, all.stream().map(ClassGrading::id).toList()).files());
    } catch (IOException e) {
      throw new UncheckedIOException("The results cannot be written to " + output, e);
    }
  }

  private VerifyRequest schedules(
      VerifyRequest request, List<Path> all, String folder, Path scratch) throws IOException {
    return variants.by() == Variants.By.NONE
        ? Schedules.compared(request, all, folder, scratch)
        : Schedules.apart(request);
  }

  private void judge(
      SubmissionJudge judge, List<Path> mine, GradeStore store, int atOnce, Path scratch) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, atOnce));
    try {
      List<Future<Graded>> begun = new ArrayList<>();
      for (Path submission : mine) {
        begun.add(
            threads.submit(
                () ->
                    judge.judge(
                        submission, store, Files.createTempDirectory(scratch, "submission"))));
      }
      for (int i = 0; i < begun.size(); i++) {
        Graded graded = begun.get(i).get();
        log.accept((i + 1) + "/" + begun.size() + " " + line(graded));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("The run was interrupted.");
    } catch (ExecutionException e) {
      throw failure(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      threads.shutdownNow();
    }
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known
        ? known
        : new InputException("A submission cannot be judged here: " + cause.getMessage());
  }

  private static String line(Graded graded) {
    return graded.id()
        + " "
        + graded
            .run()
            .map(run -> run.strategies().get(0).verdict().name())
            .orElse(graded.outcome() + ": " + graded.sentence());
  }

  private static String id(Path submission) {
    return String.valueOf(submission.getFileName());
  }

  static boolean isId(String name) {
    return ID.matcher(name).matches();
  }

  /** All submissions, by name. */
  private List<Path> all() {
    if (!Files.isDirectory(submissions)) {
      throw new InputException(
          "There is no folder "
              + submissions
              + " (mmkit.submissions). Name one with a folder for each submission.");
    }
    if (output.startsWith(submissions) || submissions.startsWith(output)) {
      throw new InputException(
          "The results would lie among the submissions, where these could change them. Move one of"
              + " the two: mmkit.outputDirectory is "
              + output
              + ", mmkit.submissions is "
              + submissions
              + ".");
    }
    List<Path> folders = new ArrayList<>();
    for (Path entry : entries()) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        folders.add(entry);
      } else {
        log.accept(Plain.line(id(entry)) + " is no folder, and is not graded: unpack it first");
      }
    }
    if (folders.isEmpty()) {
      throw new InputException(
          "There is no folder in " + submissions + " (mmkit.submissions): nothing to grade.");
    }
    requireIds(folders);
    return folders;
  }

  /** Rows, files and the roster go by these names; all that have to change are told at once. */
  private void requireIds(List<Path> folders) {
    List<String> odd =
        folders.stream()
            .map(ClassGrading::id)
            .filter(name -> !isId(name))
            .map(name -> '"' + Plain.line(name) + '"')
            .toList();
    if (!odd.isEmpty()) {
      throw new InputException(
          "Nothing is graded: names of folders in "
              + submissions
              + " cannot be ids, which have letters, digits, '.', '_', '@', '+' and '-', 80 at"
              + " most. Rename "
              + String.join(", ", odd)
              + ".");
    }
  }

  private List<Path> entries() {
    try (Stream<Path> entries = Files.list(submissions)) {
      return entries.sorted((a, b) -> id(a).compareTo(id(b))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + submissions, e);
    }
  }
}
