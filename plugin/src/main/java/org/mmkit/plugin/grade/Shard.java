// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.InputException;

/**
 * One of several parts of a work, each done apart.
 *
 * @param index from 1
 * @param of how many there are
 */
public record Shard(int index, int of) {
  /** The work in one part. */
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})/([1-9][0-9]{0,4})");

  public Shard {
    if (index < 1 || index > of) {
      throw new IllegalArgumentException(index + "/" + of);
    }
  }

  /**
   * Reads such as {@code 3/16}.
   *
   * @throws InputException if it is something else
   */
  public static Shard parse(@Nullable String text) {
    if (text == null) {
      return WHOLE;
    }
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()
        || Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))) {
      throw new InputException(
          "mmkit.shard=" + text + " is no part of a whole. Write such as 3/16: the third of 16.");
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  public boolean isWhole() {
    return of == 1;
  }

  /** Those of a list that belong to it: every n-th. */
  <T> List<T> of(List<T> all) {
    List<T> mine = new ArrayList<>();
    for (int i = index - 1; i < all.size(); i += of) {
      mine.add(all.get(i));
    }
    return mine;
  }
}
