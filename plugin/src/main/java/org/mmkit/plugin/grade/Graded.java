// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mmkit.suite.json.JsonField;
import org.mmkit.suite.json.RecordCodec;
import org.mmkit.suite.record.RunRecord;

/**
 * What became of a submission, without its points: these are made of it by a rubric.
 *
 * @param id the name of its folder
 * @param key digest of the terms and of what was taken
 * @param taken digest of what was taken of it; empty where nothing could be
 * @param classes digest of the classes that were judged; empty where there are none
 * @param sentence why it was not judged; empty where it was
 * @param notes what was left out, and what stands in the classes that had better not
 * @param run what was found; only where it was judged
 */
record Graded(
    String id,
    String key,
    String taken,
    String classes,
    @JsonField(lowerCase = true) Outcome outcome,
    String sentence,
    List<String> notes,
    Optional<RunRecord> run) {
  static final int SCHEMA = 1;

  /** How far it came. */
  enum Outcome {
    JUDGED,
    /** There is nothing to judge in it. */
    EMPTY,
    /** It has what is not taken: links, devices, too many files. */
    REFUSED,
    NOT_COMPILED,
    /** There is no strategy in it, or more than one. */
    NO_STRATEGY
  }

  Graded {
    Objects.requireNonNull(id);
    Objects.requireNonNull(key);
    Objects.requireNonNull(taken);
    Objects.requireNonNull(classes);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(sentence);
    notes = List.copyOf(notes);
    Objects.requireNonNull(run);
  }

  /** The same of another submission, whose files are the same. */
  Graded as(String other) {
    return new Graded(other, key, taken, classes, outcome, sentence, notes, run);
  }

  String toJson() {
    return RecordCodec.document(SCHEMA, this);
  }

  static Graded fromJson(String text) {
    return RecordCodec.readDocument(text, SCHEMA, Graded.class);
  }
}
