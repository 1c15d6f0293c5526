// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class ErrnoTest {

  /** The student's class may not import the model's, so the values stand in both. */
  @Test
  void strategiesAndTheModelCountAlike() throws ReflectiveOperationException {
    int compared = 0;
    for (Field mine : Errno.class.getFields()) {
      if (Modifier.isStatic(mine.getModifiers())) {
        Field theirs = org.mmkit.mm.uapi.Errno.class.getField(mine.getName());
        assertThat(mine.getInt(null)).as(mine.getName()).isEqualTo(theirs.getInt(null));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(4);
  }
}
