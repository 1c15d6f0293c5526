// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.RecordCodec;

/**
 * What a graded folder is: the content of {@code shard.json} for a part of a class, of {@code
 * grade.json} for all of it.
 *
 * @param ids of all submissions of the class, in their order
 */
record ShardHead(Terms terms, int shard, int of, List<String> ids) {
  static final String SHARD = "shard.json";
  static final String GRADE = "grade.json";
  private static final int SCHEMA = 1;

  ShardHead {
    Objects.requireNonNull(terms);
    ids = List.copyOf(ids);
  }

  ShardHead(Terms terms, Shard shard, List<String> ids) {
    this(terms, shard.index(), shard.of(), ids);
  }

  /** The head of the whole class. */
  ShardHead whole() {
    return new ShardHead(terms, Shard.WHOLE, ids);
  }

  Shard part() {
    return new Shard(shard, of);
  }

  /** The ids that the part is about. */
  List<String> mine() {
    return part().of(ids);
  }

  Map<String, String> files() {
    return Map.of(of == 1 ? GRADE : SHARD, RecordCodec.document(SCHEMA, this));
  }

  /**
   * @throws JsonException if the text is something else
   */
  static ShardHead fromJson(String text) {
    ShardHead head = RecordCodec.readDocument(text, SCHEMA, ShardHead.class);
    if (head.shard < 1 || head.shard > head.of) {
      throw new JsonException("JSON: no shard " + head.shard + "/" + head.of);
    }
    return head;
  }
}
