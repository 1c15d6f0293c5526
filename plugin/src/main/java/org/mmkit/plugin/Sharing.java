// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.plugin.grade.Shard;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.Journal;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Part;

/**
 * Which part of the cases a run is about, and whether it keeps what is done as it goes on.
 *
 * @param shard the part
 * @param resumes empty if nothing is kept; else whether to go on where a run was that was ended
 * @param corpus the programs that a run begins with, and that it makes more as it goes on
 */
record Sharing(Shard shard, Optional<Boolean> resumes, List<CaseFile> corpus) {
  /** All cases, and nothing is kept. */
  static final Sharing NONE = new Sharing(Shard.WHOLE, Optional.empty(), List.of());

  /**
   * That of verify.
   *
   * @throws InputException if something else that is asked for needs all cases at once
   */
  static Sharing of(VerifyingMojo mojo) {
    Shard shard = Shard.parse(mojo.shard);
    if (!shard.isWhole()) {
      refuse(mojo.baseline != null, "mmkit.baseline compares all cases");
      refuse(mojo.expectKnown, "mmkit.expectKnown compares the defects of all cases");
      refuse(!Requests.trimmed(mojo.limits).isEmpty(), "mmkit.limits judges all of stage hold");
      refuse(!mojo.daysLate.trim().equals("0"), "mmkit.daysLate is of points for all cases");
      refuse(
          Requests.target(mojo.target) == HostUse.Target.HOST, "mmkit.target=host is one question");
    }
    return new Sharing(shard, Optional.empty(), List.of());
  }

  /**
   * That of a long search. Only who runs it says that it goes on: what was kept lies in the
   * project.
   *
   * @param lasting whether it goes on for a time, so that nobody knows its cases
   */
  static Sharing of(SearchMojo mojo, boolean lasting) {
    Shard shard = Shard.parse(mojo.shard);
    boolean resume = mojo.resume;
    String who = UserParameters.whoSets(mojo, "mmkit.resume");
    if (resume && !who.endsWith("(command line)")) {
      throw new InputException(
          who + ", and goes on the command line alone: what was kept lies in the project.");
    }
    if (!shard.isWhole()) {
      refuse(lasting, "what is done in mmkit.minutes is no fixed number of programs");
    }
    if (resume && lasting) {
      throw new InputException(
          "mmkit.resume goes on with a fixed number of programs. With mmkit.minutes, run it again:"
              + " it begins with what mmkit.corpus has. Remove one.");
    }
    return new Sharing(shard, lasting ? Optional.empty() : Optional.of(resume), List.of());
  }

  /**
   * The same of a run that makes the programs of a folder more: one that goes on begins with those
   * that the folder had when it began, for else it would be another run.
   *
   * @param results where what was done is kept
   */
  Sharing beginningWith(CorpusFolder folder, Path results) {
    Optional<List<CaseFile>> before =
        resumes.filter(on -> on).flatMap(on -> Journal.begunWith(results));
    return new Sharing(shard, resumes, before.orElseGet(folder::programs));
  }

  /** The cases that are asked for, with the programs that the run begins with. */
  JudgeRequest.Selection begins(JudgeRequest.Selection cases) {
    List<CaseFile> files = new ArrayList<>(cases.files());
    files.addAll(corpus);
    return cases.withFiles(files);
  }

  /** Whether what is found is added to the corpus at once; shards begin all with the same. */
  boolean growsCorpus() {
    return shard.isWhole();
  }

  private static void refuse(boolean asked, String why) {
    if (asked) {
      throw new InputException("mmkit.shard shares the cases out, and " + why + ": remove one.");
    }
  }

  /** Whether what is told of each case is kept until all are put together. */
  boolean inParts() {
    return !shard.isWhole() || resumes.isPresent();
  }

  Part part() {
    return new Part(shard.index(), shard.of());
  }

  /** Where what is done is kept. */
  Journal journal(VerifyRequest request) {
    return resumes
        .map(on -> Journal.in(request.outputDirectory(), on, request.origin().nonce()))
        .map(journal -> journal.beginningWith(corpus))
        .orElseGet(Journal::none);
  }
}
